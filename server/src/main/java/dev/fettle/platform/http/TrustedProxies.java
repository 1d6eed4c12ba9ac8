package dev.fettle.platform.http;

import dev.fettle.core.IpNetwork;
import dev.fettle.platform.config.SettingsException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The networks whose forwarding headers are believed. A header of anybody else is ignored, or a
 * caller could choose the address its login attempts are counted under.
 *
 * <p>{@code auto} is this machine itself and its nearest private neighbours: the /24 (IPv6: /64)
 * around each private address of its own, where a proxy in the next container or behind a bridge
 * sits. A whole private range would let every machine of a company choose its address.
 */
public final class TrustedProxies {

  static final String DEFAULT = "auto";

  private static final String LOOPBACK = "127.0.0.0/8,::1/128";
  private static final int NEAR_IPV4 = 24;
  private static final int NEAR_IPV6 = 64;

  /** {@code 203.0.113.9:51234}, {@code [2001:db8::9]:51234}, {@code [2001:db8::9]}. */
  private static final Pattern WITH_PORT =
      Pattern.compile("([0-9.]+):[0-9]{1,5}|\\[([0-9a-fA-F:.]+)(?:%[^\\]]*)?](?::[0-9]{1,5})?");

  /** The {@code for} of one element of a {@code Forwarded} header (RFC 7239). */
  private static final Pattern FORWARDED_FOR =
      Pattern.compile("(?:^|;)\\s*for\\s*=\\s*(\"[^\"]*\"|[^;\\s]*)", Pattern.CASE_INSENSITIVE);

  /** Where an address of a machine of our own may be private: RFC 1918, 4193, 3927, 4291, 6598. */
  private static final TrustedProxies PRIVATE =
      parse(
          "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,169.254.0.0/16,100.64.0.0/10,fc00::/7,fe80::/10");

  /** The lines of a request's header by its name: all of them, in their order. */
  public interface HeaderLines {
    List<String> of(String name);
  }

  private static final Logger LOG = LoggerFactory.getLogger(TrustedProxies.class);

  private final List<IpNetwork> networks = new ArrayList<>();
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * Reads a comma-separated list of networks such as {@code 10.0.0.0/8}; {@code auto} as above,
   * {@code *} trusts everybody.
   *
   * @throws SettingsException naming the part that is not a network
   */
  public static TrustedProxies parse(String list) {
    var proxies = new TrustedProxies();
    for (var part : list.split(",", -1)) {
      var text = part.strip();
      if (text.equals("*")) {
        proxies.add("0.0.0.0/0");
        proxies.add("::/0");
      } else if (text.equals("auto")) {
        proxies.networks.addAll(parse(LOOPBACK).networks);
        proxies.networks.addAll(near(ownAddresses()).networks);
      } else if (!text.isEmpty()) {
        proxies.add(text);
      }
    }
    return proxies;
  }

  /** The neighbourhoods of these addresses, as far as they are private. */
  static TrustedProxies near(List<InetAddress> own) {
    var proxies = new TrustedProxies();
    for (var address : own) {
      if (PRIVATE.contains(address)) {
        var bytes = address.getAddress();
        proxies.networks.add(IpNetwork.of(bytes, bytes.length == 4 ? NEAR_IPV4 : NEAR_IPV6));
      }
    }
    return proxies;
  }

  private static List<InetAddress> ownAddresses() {
    try {
      return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).toList();
    } catch (SocketException e) {
      LOG.warn("The addresses of this machine cannot be read: only loopback is trusted", e);
      return List.of();
    }
  }

  private void add(String text) {
    int slash = text.indexOf('/');
    var network =
        IpNetwork.parse(
            slash < 0
                ? bare(text)
                : bare(text.substring(0, slash)) + "/" + text.substring(slash + 1).strip());
    if (network == null) {
      throw new SettingsException(
          "FETTLE_TRUSTED_PROXIES holds \"%s\": expected networks such as 10.0.0.0/8, separated by commas."
              .formatted(text));
    }
    networks.add(network);
  }

  /** Whether an address is one of ours. */
  public boolean contains(InetAddress address) {
    return contains(address.getAddress());
  }

  boolean contains(String address) {
    var bytes = IpNetwork.bytes(bare(address));
    return bytes != null && contains(bytes);
  }

  private boolean contains(byte[] address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /**
   * The address of the first hop that is not ours. A list is read from its end, because its
   * beginning is what the client itself wrote; a hop that names no address is passed over.
   *
   * <p>{@code X-Forwarded-For} is looked at first, then {@code Forwarded}, then {@code X-Real-IP};
   * of one that comes in several lines all are taken, in their order.
   */
  public String clientAddress(String remoteAddress, HeaderLines headers) {
    var hops = hops(headers);
    if (hops.isEmpty()) {
      return remoteAddress;
    }
    if (!contains(remoteAddress)) {
      tellOnce(remoteAddress);
      return remoteAddress;
    }
    var client = remoteAddress;
    for (var hop : hops.reversed()) {
      var bytes = IpNetwork.bytes(bare(hop));
      if (bytes != null) {
        client = text(bytes);
        if (!contains(bytes)) {
          return client;
        }
      }
    }
    return client;
  }

  private static List<String> hops(HeaderLines headers) {
    var hops = split(headers.of("X-Forwarded-For"));
    if (hops.isEmpty()) {
      for (var element : split(headers.of("Forwarded"))) {
        var match = FORWARDED_FOR.matcher(element);
        if (match.find()) {
          hops.add(match.group(1).replace("\"", ""));
        }
      }
    }
    return hops.isEmpty() ? split(headers.of("X-Real-IP")) : hops;
  }

  private static List<String> split(List<String> lines) {
    var parts = new ArrayList<String>();
    for (var line : lines) {
      for (var part : line.split(",", -1)) {
        if (!part.isBlank()) {
          parts.add(part.strip());
        }
      }
    }
    return parts;
  }

  /** The likeliest mistake in a first set-up, said where it is looked for. */
  private void tellOnce(String remoteAddress) {
    if (!told.getAndSet(true)) {
      LOG.warn(
          "{} sends headers of a proxy and is none of the trusted ones: they are not believed. If it is yours, add its network to FETTLE_TRUSTED_PROXIES.",
          remoteAddress);
    }
  }

  /** Without what may stand around an address: brackets, a zone, a port. */
  private static String bare(String text) {
    var withPort = WITH_PORT.matcher(text);
    if (!withPort.matches()) {
      return text;
    }
    return withPort.group(1) == null ? withPort.group(2) : withPort.group(1);
  }

  /** An address in its usual form. */
  private static String text(byte[] address) {
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("4 or 16 bytes are expected", e);
    }
  }
}
