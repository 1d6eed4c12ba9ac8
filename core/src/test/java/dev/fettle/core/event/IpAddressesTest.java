package dev.fettle.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressesTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.77, 203.0.113.0",
    "0.0.0.0, 0.0.0.0",
    "2001:db8:85a3:8d3:1319:8a2e:370:7348, 2001:db8:85a3::",
    "2001:db8::1, 2001:db8:0::",
    "::1, 0:0:0::",
    "::, 0:0:0::",
    "fe80::1%eth0, fe80:0:0::",
    "::ffff:203.0.113.77, 203.0.113.0",
    "::FFFF:203.0.113.77, 203.0.113.0"
  })
  void the_network_remains(String address, String network) {
    assertThat(IpAddresses.anonymize(address)).isEqualTo(network);
    assertThat(IpAddresses.isAddress(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.-4",
        "1.2.3.",
        "1:2:3",
        "1:2:3:4:5:6:7:8:9",
        "::1::",
        "12345::",
        "g::1",
        "1:2:3:4:5:6:7:8::",
        "::ffff:1.2.3",
        ":",
        "١.٢.٣.٤"
      })
  void what_is_no_address_cannot_be_kept(String text) {
    assertThat(IpAddresses.anonymize(text)).isNull();
    assertThat(IpAddresses.isAddress(text)).isFalse();
  }
}
