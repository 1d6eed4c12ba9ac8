package dev.fettle.platform.http;

import dev.fettle.platform.config.SettingsException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The networks whose {@code X-Forwarded-*} headers are believed. A header of anybody else is
 * ignored, or a caller could choose the address its login attempts are counted under.
 */
public final class TrustedProxies {

  /** Loopback, the private networks, link-local and carrier-grade NAT. */
  static final String DEFAULT =
      "127.0.0.0/8,::1/128,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7,fe80::/10,100.64.0.0/10";

  /** An address as text: nothing that would be looked up as a host name. */
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

  private record Network(BigInteger first, int hostBits, int bytes) {

    boolean contains(InetAddress address) {
      var bytesOfAddress = address.getAddress();
      return bytesOfAddress.length == bytes
          && new BigInteger(1, bytesOfAddress).shiftRight(hostBits).equals(first);
    }
  }

  private final List<Network> networks = new ArrayList<>();

  /**
   * Reads a comma-separated list of networks such as {@code 10.0.0.0/8}; {@code *} trusts
   * everybody.
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
      } else if (!text.isEmpty()) {
        proxies.add(text);
      }
    }
    return proxies;
  }

  private void add(String text) {
    int slash = text.indexOf('/');
    var address = addressOf(slash < 0 ? text : text.substring(0, slash));
    int prefix = address == null ? -1 : prefix(text, slash, address.getAddress().length * 8);
    if (address == null || prefix < 0) {
      throw new SettingsException(
          "FETTLE_TRUSTED_PROXIES holds \"%s\": expected networks such as 10.0.0.0/8, separated by commas."
              .formatted(text));
    }
    var bytes = address.getAddress();
    int hostBits = bytes.length * 8 - prefix;
    networks.add(
        new Network(new BigInteger(1, bytes).shiftRight(hostBits), hostBits, bytes.length));
  }

  boolean contains(InetAddress address) {
    for (var network : networks) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }

  boolean contains(String address) {
    var parsed = addressOf(address);
    return parsed != null && contains(parsed);
  }

  /** The length of the network part, or -1 when it is none. */
  private static int prefix(String text, int slash, int bits) {
    if (slash < 0) {
      return bits;
    }
    var length = text.substring(slash + 1).strip();
    return length.matches("\\d{1,3}") && Integer.parseInt(length) <= bits
        ? Integer.parseInt(length)
        : -1;
  }

  /**
   * The address of the first hop that is not ours: the header is read from its end, because its
   * beginning is what the client itself wrote.
   */
  public String clientAddress(String remoteAddress, @Nullable String forwardedFor) {
    if (forwardedFor == null || !contains(remoteAddress)) {
      return remoteAddress;
    }
    var hops = forwardedFor.split(",", -1);
    var client = remoteAddress;
    for (int i = hops.length - 1; i >= 0; i--) {
      var parsed = addressOf(hops[i].strip());
      if (parsed == null) {
        return client;
      }
      client = parsed.getHostAddress();
      if (!contains(parsed)) {
        return client;
      }
    }
    return client;
  }

  /** The address, or null when the text is none; never asks a name server. */
  private static @Nullable InetAddress addressOf(String text) {
    var bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    if (!ADDRESS.matcher(bare).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(bare);
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
