package dev.fettle.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.platform.config.SettingsException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrustedProxiesTest {

  private final TrustedProxies proxies = TrustedProxies.parse("127.0.0.0/8,::1/128,10.0.0.0/8");

  private String client(String remote, String... forwardedFor) {
    return client(remote, Map.of("X-Forwarded-For", List.of(forwardedFor)));
  }

  private String client(String remote, Map<String, List<String>> headers) {
    return proxies.clientAddress(remote, name -> headers.getOrDefault(name, List.of()));
  }

  @Test
  void a_proxy_of_ours_tells_who_called_it() {
    assertThat(client("10.0.0.5", "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(client("127.0.0.1", "203.0.113.9, 10.1.1.4")).isEqualTo("203.0.113.9");
    assertThat(client("::1", "2001:db8::7")).isEqualTo("2001:db8:0:0:0:0:0:7");
  }

  /** As Azure's gateway and IIS ARR write it. */
  @Test
  void ports_brackets_and_hops_without_an_address_are_understood() {
    for (var line :
        List.of(
            "203.0.113.9:51234",
            "203.0.113.9,10.0.0.2:8080",
            "203.0.113.9, unknown",
            "203.0.113.9, _hidden",
            "203.0.113.9,",
            " 203.0.113.9 , ,10.0.0.2",
            "::ffff:203.0.113.9")) {
      assertThat(client("127.0.0.1", line)).as(line).isEqualTo("203.0.113.9");
    }
    for (var line :
        List.of("[2001:db8::9]:51234", "[2001:db8::9]", "2001:db8::9", "2001:DB8:0::9")) {
      assertThat(client("127.0.0.1", line)).as(line).isEqualTo("2001:db8:0:0:0:0:0:9");
    }
  }

  @Test
  void what_the_client_wrote_in_front_is_not_believed() {
    assertThat(client("10.0.0.5", "1.2.3.4, 203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(client("10.0.0.5", "1.2.3.4", "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(client("10.0.0.5", "203.0.113.9", "10.0.0.7")).isEqualTo("203.0.113.9");
    assertThat(client("10.0.0.5", "127.0.0.1, 203.0.113.9")).isEqualTo("203.0.113.9");
  }

  @Test
  void a_header_of_a_stranger_is_ignored() {
    assertThat(client("203.0.113.9", "1.2.3.4")).isEqualTo("203.0.113.9");
    assertThat(client("203.0.113.9", Map.of("X-Real-IP", List.of("1.2.3.4"))))
        .isEqualTo("203.0.113.9");
    assertThat(client("10.0.0.5")).isEqualTo("10.0.0.5");
  }

  @Test
  void other_headers_count_only_where_the_usual_one_is_missing() {
    var forwarded =
        List.of("for=1.2.3.4;proto=https, For=\"[2001:db8::9]:51234\";by=10.0.0.1", "for=10.0.0.2");
    assertThat(client("127.0.0.1", Map.of("Forwarded", forwarded)))
        .isEqualTo("2001:db8:0:0:0:0:0:9");
    var real = List.of("198.51.100.7");
    assertThat(client("127.0.0.1", Map.of("X-Real-IP", real))).isEqualTo("198.51.100.7");
    assertThat(
            client(
                "127.0.0.1", Map.of("X-Real-IP", real, "X-Forwarded-For", List.of("203.0.113.9"))))
        .isEqualTo("203.0.113.9");
  }

  @Test
  void nonsense_is_not_looked_up() {
    for (var line : List.of("example.com", "999.1.1.1", "", "a:b", "[1", "203.0.113.9:x")) {
      assertThat(client("10.0.0.5", line)).as(line).isEqualTo("10.0.0.5");
    }
    assertThat(client("10.0.0.5", "unknown, 203.0.113.9")).isEqualTo("203.0.113.9");
  }

  @Test
  void by_itself_it_trusts_its_machine_and_private_neighbours_only() throws UnknownHostException {
    var near =
        TrustedProxies.near(
            List.of(
                InetAddress.getByName("172.18.0.4"),
                InetAddress.getByName("203.0.113.20"),
                InetAddress.getByName("fd00:1::4")));
    assertThat(near.contains("172.18.0.1")).isTrue();
    assertThat(near.contains("fd00:1::99")).isTrue();
    assertThat(near.contains("172.18.7.1")).isFalse();
    assertThat(near.contains("203.0.113.21")).isFalse();
    var usual = TrustedProxies.parse(TrustedProxies.DEFAULT);
    assertThat(usual.contains("127.0.0.1")).isTrue();
    assertThat(usual.contains("::1")).isTrue();
    assertThat(usual.contains("203.0.113.9")).isFalse();
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
