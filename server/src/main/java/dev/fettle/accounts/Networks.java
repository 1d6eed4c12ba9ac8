package dev.fettle.accounts;

import dev.fettle.core.IpNetwork;
import java.util.Arrays;
import java.util.HexFormat;

/** The networks an address is in, as keys for counting. */
final class Networks {

  private Networks() {}

  /** One IPv4 address, or the /64 that one customer of a provider has of IPv6. */
  static String near(String address) {
    return prefix(address, 4, 8);
  }

  /** A /24, or the /48 that a site has: what somebody who changes addresses changes within. */
  static String wide(String address) {
    return prefix(address, 3, 6);
  }

  /** A /16, or the /32 that a provider has: what takes effort to have several of. */
  static String provider(String address) {
    return prefix(address, 2, 4);
  }

  private static String prefix(String address, int ipv4Bytes, int ipv6Bytes) {
    int zone = address.indexOf('%');
    var bytes = IpNetwork.bytes(zone < 0 ? address : address.substring(0, zone));
    if (bytes == null) {
      return address;
    }
    int kept = bytes.length == 4 ? ipv4Bytes : ipv6Bytes;
    return HexFormat.of().formatHex(Arrays.copyOf(bytes, kept)) + "/" + kept * 8;
  }
}
