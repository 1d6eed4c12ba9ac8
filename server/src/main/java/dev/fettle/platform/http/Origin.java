package dev.fettle.platform.http;

/**
 * Where this installation is reached and from where it is being called; a route method's parameter.
 *
 * @param url public address without a slash at the end, such as {@code https://errors.example.com}:
 *     the setting {@code GLITCHTIP_DOMAIN}, else what the request was sent to
 * @param clientAddress the caller's IP address, as trusted proxies report it
 */
public record Origin(String url, String clientAddress) {

  /** The path of the address, such as {@code /errors}; mostly empty. */
  public String path() {
    int slash = url.indexOf('/', url.indexOf("://") + 3);
    return slash < 0 ? "" : url.substring(slash);
  }

  /** Where cookies belong: no neighbour on the same host gets them. */
  String cookiePath() {
    return path().isEmpty() ? "/" : path();
  }

  /** Whether people reach us by https. */
  public boolean isHttps() {
    return url.startsWith("https:");
  }
}
