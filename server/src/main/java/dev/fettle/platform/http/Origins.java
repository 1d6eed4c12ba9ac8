package dev.fettle.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out the {@link Origin} of a request. Thread-safe. */
final class Origins {

  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9._-]+(:[0-9]{1,5})?|\\[[0-9a-fA-F:.]+](:[0-9]{1,5})?");

  private final @Nullable String publicUrl;

  /** Of it what a browser calls an origin: no path. */
  private final @Nullable String publicOrigin;

  private final TrustedProxies proxies;

  /**
   * @param publicUrl the configured address, or null to use what each request was sent to
   */
  Origins(@Nullable String publicUrl, TrustedProxies proxies) {
    this.publicUrl = publicUrl;
    this.publicOrigin = publicUrl == null ? null : publicUrl.replaceFirst("(://[^/]*).*", "$1");
    this.proxies = proxies;
  }

  Origin of(HttpServletRequest request) {
    var client =
        proxies.clientAddress(
            request.getRemoteAddr(), name -> Collections.list(request.getHeaders(name)));
    return new Origin(publicUrl == null ? requestUrl(request) : publicUrl, client);
  }

  /**
   * Whether a page of another site made a browser send this. Browsers say so in {@code
   * Sec-Fetch-Site}, and over plain http, where they do not, in {@code Origin}; a program sends
   * neither and carries nobody's cookies.
   */
  boolean isOfForeignPage(HttpServletRequest request) {
    var site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("none")) {
      return !site.equals("same-origin");
    }
    var page = request.getHeader("Origin");
    return page != null
        && !page.equalsIgnoreCase(requestUrl(request))
        && !page.equalsIgnoreCase(publicOrigin);
  }

  /** Scheme and host the client used, ours or the trusted proxy's in front of us. */
  String requestUrl(HttpServletRequest request) {
    boolean trusted = proxies.contains(request.getRemoteAddr());
    var scheme = trusted ? first(request.getHeader("X-Forwarded-Proto")) : null;
    var host = trusted ? first(request.getHeader("X-Forwarded-Host")) : null;
    if (host == null) {
      host = first(request.getHeader("Host"));
    }
    if (host == null || !HOST.matcher(host).matches()) {
      host = request.getServerName() + ":" + request.getServerPort();
    }
    boolean https = scheme == null ? request.isSecure() : scheme.equalsIgnoreCase("https");
    return (https ? "https://" : "http://") + host;
  }

  private static @Nullable String first(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return null;
    }
    int comma = header.indexOf(',');
    return (comma < 0 ? header : header.substring(0, comma)).strip();
  }
}
