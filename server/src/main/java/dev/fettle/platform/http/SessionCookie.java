package dev.fettle.platform.http;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The cookie that says who a browser is: {@code sessionid}, out of reach of scripts. */
public final class SessionCookie {

  private SessionCookie() {}

  /** Gives the browser a session. */
  public static void set(
      HttpServletResponse response, String sessionId, Duration age, boolean https) {
    var cookie =
        ResponseCookie.from(AccessInterceptor.SESSION_COOKIE, sessionId)
            .path("/")
            .maxAge(age)
            .httpOnly(true)
            .sameSite("Lax")
            .secure(https);
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
  }

  /** Takes it away. */
  public static void clear(HttpServletResponse response, boolean https) {
    set(response, "", Duration.ZERO, https);
  }
}
