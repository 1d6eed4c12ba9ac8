package dev.fettle.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.platform.config.SettingsException;
import org.junit.jupiter.api.Test;

class TrustedProxiesTest {

  private final TrustedProxies proxies = TrustedProxies.parse(TrustedProxies.DEFAULT);

  @Test
  void a_proxy_of_ours_tells_who_called_it() {
    assertThat(proxies.clientAddress("10.0.0.5", "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(proxies.clientAddress("127.0.0.1", "203.0.113.9, 192.168.1.4"))
        .isEqualTo("203.0.113.9");
    assertThat(proxies.clientAddress("::1", "2001:db8::7")).isEqualTo("2001:db8:0:0:0:0:0:7");
  }

  @Test
  void what_the_client_wrote_in_front_is_not_believed() {
    assertThat(proxies.clientAddress("10.0.0.5", "1.2.3.4, 203.0.113.9")).isEqualTo("203.0.113.9");
  }

  @Test
  void a_header_of_a_stranger_is_ignored() {
    assertThat(proxies.clientAddress("203.0.113.9", "1.2.3.4")).isEqualTo("203.0.113.9");
    assertThat(proxies.clientAddress("10.0.0.5", null)).isEqualTo("10.0.0.5");
  }

  @Test
  void nonsense_is_not_looked_up() {
    assertThat(proxies.clientAddress("10.0.0.5", "example.com")).isEqualTo("10.0.0.5");
    assertThat(proxies.clientAddress("10.0.0.5", "unknown, 203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(proxies.clientAddress("10.0.0.5", "999.1.1.1")).isEqualTo("10.0.0.5");
    assertThat(proxies.clientAddress("10.0.0.5", "")).isEqualTo("10.0.0.5");
  }

  @Test
  void a_wrong_setting_stops_the_start() {
    for (var list : new String[] {"10.0.0.0/x", "10.0.0.0/33", "example.com/8", "10.0.0.0/-1"}) {
      assertThatThrownBy(() -> TrustedProxies.parse(list))
          .as(list)
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining(list);
    }
    assertThat(TrustedProxies.parse("*").contains("203.0.113.9")).isTrue();
    assertThat(TrustedProxies.parse("").contains("127.0.0.1")).isFalse();
  }
}
