package dev.fettle.platform.outbound;

import dev.fettle.core.IpNetwork;
import dev.fettle.platform.config.SettingsException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Which addresses a request of ours may reach: those of the open internet, and the networks the
 * operator names. Everything that the IANA registries of special-purpose addresses keep from it is
 * refused; an IPv4 address within an IPv6 one (mapped, 6to4, NAT64, Teredo) is judged as what it
 * leads to or refused whole.
 */
final class AddressGuard {

  private static final List<IpNetwork> SPECIAL =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          // all of IPv6 that is no global unicast, and what is carved out of it
          "::/3",
          "2001::/23",
          "2001:db8::/32",
          "2002::/16",
          "3fff::/20",
          "4000::/2",
          "8000::/1");

  private static final int MAPPED_PREFIX_BYTES = 12;

  private final List<IpNetwork> allowed;

  private AddressGuard(List<IpNetwork> allowed) {
    this.allowed = allowed;
  }

  /**
   * Reads the networks that are allowed in addition.
   *
   * @throws SettingsException naming the part that is no network
   */
  static AddressGuard allowing(String list) {
    var networks = new ArrayList<IpNetwork>();
    for (var part : list.split(",", -1)) {
      var text = part.strip();
      if (text.isEmpty()) {
        continue;
      }
      var network = IpNetwork.parse(text);
      if (network == null) {
        throw new SettingsException(
            "FETTLE_OUTBOUND_ALLOWED_NETWORKS holds \"%s\": expected networks such as 10.20.0.0/16, separated by commas."
                .formatted(text));
      }
      networks.add(network);
    }
    return new AddressGuard(List.copyOf(networks));
  }

  boolean allows(InetAddress address) {
    var bytes = unmapped(address.getAddress());
    return contains(allowed, bytes) || !contains(SPECIAL, bytes);
  }

  /** {@code ::ffff:a.b.c.d} as {@code a.b.c.d}, which is where the kernel would connect. */
  private static byte[] unmapped(byte[] bytes) {
    if (bytes.length != 16 || bytes[10] != -1 || bytes[11] != -1) {
      return bytes;
    }
    for (int i = 0; i < MAPPED_PREFIX_BYTES - 2; i++) {
      if (bytes[i] != 0) {
        return bytes;
      }
    }
    return Arrays.copyOfRange(bytes, MAPPED_PREFIX_BYTES, bytes.length);
  }

  private static boolean contains(List<IpNetwork> networks, byte[] address) {
    for (var network : networks) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }

  private static List<IpNetwork> networks(String... texts) {
    return Arrays.stream(texts).map(text -> Objects.requireNonNull(IpNetwork.parse(text))).toList();
  }
}
