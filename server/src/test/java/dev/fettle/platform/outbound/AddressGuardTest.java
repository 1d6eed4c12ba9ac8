package dev.fettle.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.platform.config.SettingsException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

  private final AddressGuard strict = AddressGuard.allowing("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254",
        "172.31.255.255", "192.0.0.8", "192.168.1.1", "198.18.0.1", "203.0.113.9", "224.0.0.1",
        "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::",
        "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1"
      })
  void what_is_not_the_open_internet_is_refused(String address) {
    assertThat(strict.allows(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "100.63.255.255",
        "172.32.0.1",
        "192.0.1.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450::1",
        "::ffff:8.8.8.8"
      })
  void the_open_internet_is_reached(String address) {
    assertThat(strict.allows(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  void the_operator_opens_networks_by_name() {
    var guard = AddressGuard.allowing(" 10.20.0.0/16 , ::1");

    assertThat(guard.allows(InetAddress.ofLiteral("10.20.255.1"))).isTrue();
    assertThat(guard.allows(InetAddress.ofLiteral("::ffff:10.20.0.1"))).isTrue();
    assertThat(guard.allows(InetAddress.ofLiteral("::1"))).isTrue();
    assertThat(guard.allows(InetAddress.ofLiteral("10.21.0.1"))).isFalse();
  }

  @Test
  void a_network_that_is_none_stops_the_start() {
    assertThatThrownBy(() -> AddressGuard.allowing("10.0.0.0/8, intranet"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("FETTLE_OUTBOUND_ALLOWED_NETWORKS holds \"intranet\"");
  }
}
