package dev.fettle.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * The cookie that says who a browser is, out of reach of scripts. Behind TLS it is {@code
 * __Host-sessionid}, a name that browsers take from this very host only: the plain one could be
 * planted by any page of the same domain, so it is not even read there.
 */
public final class SessionCookie {

  private static final String PLAIN = "sessionid";
  private static final String HOST = "__Host-" + PLAIN;

  private SessionCookie() {}

  /** Gives the browser a session, and the token that goes with it. */
  public static void set(
      HttpServletResponse response, String sessionId, Duration age, Origin origin) {
    add(response, sessionId, age, origin);
    Csrf.set(response, Csrf.tokenOf(sessionId), origin);
  }

  /** Takes it away. */
  public static void clear(HttpServletResponse response, Origin origin) {
    add(response, "", Duration.ZERO, origin);
  }

  /** The session's id that the browser sent, or null. */
  static @Nullable String read(HttpServletRequest request, boolean https) {
    var cookie = WebUtils.getCookie(request, HOST);
    if (cookie == null && !https) {
      cookie = WebUtils.getCookie(request, PLAIN);
    }
    return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
  }

  private static void add(HttpServletResponse response, String value, Duration age, Origin origin) {
    boolean https = origin.isHttps();
    var cookie =
        ResponseCookie.from(https ? HOST : PLAIN, value)
            .path(https ? "/" : origin.cookiePath()) // what browsers ask of __Host-
            .maxAge(age)
            .httpOnly(true)
            .sameSite("Lax")
            .secure(https);
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
  }
}
