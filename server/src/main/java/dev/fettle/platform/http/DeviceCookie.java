package dev.fettle.platform.http;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The cookie by which signing in recognises a browser; it is sent to no other route. */
public final class DeviceCookie {

  public static final String NAME = "fettle_device";

  private static final Duration AGE = Duration.ofDays(365);

  private DeviceCookie() {}

  /** Gives it to a browser. */
  public static void set(HttpServletResponse response, String value, Origin origin) {
    var cookie =
        ResponseCookie.from(NAME, value)
            .path(origin.path() + "/_allauth/")
            .maxAge(AGE)
            .httpOnly(true)
            .sameSite("Lax")
            .secure(origin.isHttps());
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
  }
}
