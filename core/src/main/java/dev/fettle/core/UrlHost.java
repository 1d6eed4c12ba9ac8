package dev.fettle.core;

import org.jspecify.annotations.Nullable;

/**
 * The host of a URL. More hosts are in use than the grammar of URIs allows: names with an
 * underscore resolve, and browsers load from them.
 */
public final class UrlHost {
  private UrlHost() {}

  /** The host without port and user, or null when the text is no URL with a host. */
  public static @Nullable String of(String url) {
    int scheme = url.indexOf("://");
    if (scheme <= 0 || !isScheme(url, scheme)) {
      return null;
    }
    int start = scheme + 3;
    int end = start;
    while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    int user = url.lastIndexOf('@', end - 1);
    if (user >= start) {
      start = user + 1;
    }
    int port = url.lastIndexOf(':', end - 1);
    if (port >= start && url.indexOf(']', port) < 0) {
      end = port;
    }
    return start < end ? url.substring(start, end) : null;
  }

  private static boolean isScheme(String url, int end) {
    for (int index = 0; index < end; index++) {
      char unit = url.charAt(index);
      boolean allowed =
          (unit >= 'a' && unit <= 'z')
              || (unit >= 'A' && unit <= 'Z')
              || (index > 0 && ("+-.".indexOf(unit) >= 0 || (unit >= '0' && unit <= '9')));
      if (!allowed) {
        return false;
      }
    }
    return true;
  }
}
