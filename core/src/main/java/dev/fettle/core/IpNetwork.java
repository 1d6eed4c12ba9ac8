package dev.fettle.core;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A range of addresses, such as {@code 10.0.0.0/8}, {@code 2001:db8::/32} or one address. */
public final class IpNetwork {

  /** An address as text: nothing that would be looked up as a host name. */
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

  private static final Pattern LENGTH = Pattern.compile("\\d{1,3}");

  private final byte[] address;
  private final int prefix;

  private IpNetwork(byte[] address, int prefix) {
    this.address = address;
    this.prefix = prefix;
  }

  /**
   * The network of an address.
   *
   * @param address 4 or 16 bytes
   * @param prefix how many of its bits the others share
   */
  public static IpNetwork of(byte[] address, int prefix) {
    return new IpNetwork(address.clone(), prefix);
  }

  /** The network, or null when the text is none. */
  public static @Nullable IpNetwork parse(String text) {
    int slash = text.indexOf('/');
    var bytes = bytes(slash < 0 ? text : text.substring(0, slash));
    if (bytes == null) {
      return null;
    }
    int bits = bytes.length * 8;
    var length = slash < 0 ? Integer.toString(bits) : text.substring(slash + 1);
    if (!LENGTH.matcher(length).matches() || Integer.parseInt(length) > bits) {
      return null;
    }
    return new IpNetwork(bytes, Integer.parseInt(length));
  }

  /** Whether the address, as {@link #bytes} gives it, lies in this network. */
  public boolean contains(byte[] other) {
    if (other.length != address.length) {
      return false;
    }
    int whole = prefix / 8;
    for (int i = 0; i < whole; i++) {
      if (other[i] != address[i]) {
        return false;
      }
    }
    int rest = prefix % 8;
    return rest == 0 || ((other[whole] ^ address[whole]) & 0xFF) >>> (8 - rest) == 0;
  }

  /** The 4 or 16 bytes of an address, or null when the text is none; never asks a name server. */
  public static byte @Nullable [] bytes(String text) {
    if (!ADDRESS.matcher(text).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
