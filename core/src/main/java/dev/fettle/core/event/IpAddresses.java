package dev.fettle.core.event;

import org.jspecify.annotations.Nullable;

/** Anonymising IP addresses without ever resolving a name. */
public final class IpAddresses {
  private static final int LONGEST_V4 = "255.255.255.255".length();
  private static final int V6_GROUPS = 8;
  private static final int V6_GROUPS_KEPT = 3;

  private IpAddresses() {}

  /**
   * The network an address is in: the last octet of IPv4 and the last 80 bits of IPv6 are zero.
   * Mapped IPv4 ({@code ::ffff:a.b.c.d}) is treated as IPv4. Null when the text is no address,
   * because what cannot be anonymised must not be kept.
   */
  public static @Nullable String anonymize(String address) {
    String text = address.strip();
    int zone = text.indexOf('%');
    if (zone >= 0) {
      text = text.substring(0, zone);
    }
    if (text.indexOf(':') < 0) {
      return isV4(text) ? text.substring(0, text.lastIndexOf('.')) + ".0" : null;
    }
    if (text.regionMatches(true, 0, "::ffff:", 0, 7) && text.indexOf('.') > 0) {
      return anonymize(text.substring(7));
    }
    int[] groups = v6(text);
    if (groups == null) {
      return null;
    }
    StringBuilder network = new StringBuilder();
    for (int index = 0; index < V6_GROUPS_KEPT; index++) {
      network.append(Integer.toHexString(groups[index])).append(':');
    }
    return network.append(':').toString();
  }

  /** Whether the text is an IPv4 or IPv6 address. */
  public static boolean isAddress(String text) {
    return anonymize(text) != null;
  }

  private static boolean isV4(String text) {
    if (text.length() > LONGEST_V4) {
      return false;
    }
    String[] octets = text.split("\\.", -1);
    if (octets.length != 4) {
      return false;
    }
    for (String octet : octets) {
      if (octet.isEmpty()
          || octet.length() > 3
          || !octet.chars().allMatch(unit -> unit >= '0' && unit <= '9')
          || Integer.parseInt(octet) > 255) {
        return false;
      }
    }
    return true;
  }

  private static int @Nullable [] v6(String text) {
    int gap = text.indexOf("::");
    if (gap != text.lastIndexOf("::")) {
      return null;
    }
    String[] head = groups(gap < 0 ? text : text.substring(0, gap));
    String[] tail = groups(gap < 0 ? "" : text.substring(gap + 2));
    int given = head.length + tail.length;
    if (gap < 0 ? given != V6_GROUPS : given >= V6_GROUPS) {
      return null;
    }
    int[] groups = new int[V6_GROUPS];
    boolean wellFormed = fill(groups, 0, head) && fill(groups, V6_GROUPS - tail.length, tail);
    return wellFormed ? groups : null;
  }

  private static String[] groups(String text) {
    return text.isEmpty() ? new String[0] : text.split(":", -1);
  }

  private static boolean fill(int[] groups, int from, String[] texts) {
    for (int index = 0; index < texts.length; index++) {
      String text = texts[index];
      if (text.isEmpty()
          || text.length() > 4
          || !text.chars().allMatch(unit -> Character.digit(unit, 16) >= 0)) {
        return false;
      }
      groups[from + index] = Integer.parseInt(text, 16);
    }
    return true;
  }
}
