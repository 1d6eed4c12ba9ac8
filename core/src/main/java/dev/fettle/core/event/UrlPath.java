package dev.fettle.core.event;

import org.jspecify.annotations.Nullable;

/** The path of a script's URL. */
final class UrlPath {
  private UrlPath() {}

  /**
   * The path of a {@code file:}, {@code http(s):} or {@code applewebdata:} URL; null for everything
   * else.
   */
  static @Nullable String of(String url) {
    if (!url.startsWith("http://")
        && !url.startsWith("https://")
        && !url.startsWith("file://")
        && !url.startsWith("applewebdata://")) {
      return null;
    }
    int slash = url.indexOf('/', url.indexOf("://") + 3);
    if (slash < 0) {
      return "/";
    }
    int end = url.length();
    int query = url.indexOf('?', slash);
    if (query >= 0) {
      end = query;
    }
    int fragment = url.indexOf('#', slash);
    if (fragment >= 0 && fragment < end) {
      end = fragment;
    }
    return url.substring(slash, end);
  }
}
