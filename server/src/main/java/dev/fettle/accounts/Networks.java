package dev.fettle.accounts;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The networks an address is in, as keys for counting. */
final class Networks {

  /** Nothing that would be looked up as a host name. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

  private Networks() {}

  /** One IPv4 address, or the /64 that one customer of a provider has of IPv6. */
  static String near(String address) {
    return prefix(address, 4, 8);
  }

  /** A /24, or the /48 that a site has: what somebody who changes addresses changes within. */
  static String wide(String address) {
    return prefix(address, 3, 6);
  }

  private static String prefix(String address, int ipv4Bytes, int ipv6Bytes) {
    var bare = address.replaceAll("%.*", "");
    if (!ADDRESS.matcher(bare).matches()) {
      return address;
    }
    try {
      var parsed = InetAddress.getByName(bare);
      int bytes = parsed instanceof Inet4Address ? ipv4Bytes : ipv6Bytes;
      return HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), bytes)) + "/" + bytes * 8;
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
