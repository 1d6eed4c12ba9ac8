package dev.fettle.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * Double-submit protection: a foreign page can make a browser send our cookie, but cannot read it
 * to repeat it in a header. The names are Django's, which GlitchTip's web client uses.
 */
public final class Csrf {

  static final String COOKIE = "csrftoken";
  static final String HEADER = "X-CSRFToken";
  private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z]{32,64}");
  private static final Duration AGE = Duration.ofDays(364);

  private Csrf() {}

  static boolean isValid(HttpServletRequest request) {
    var cookie = WebUtils.getCookie(request, COOKIE);
    var header = request.getHeader(HEADER);
    return cookie != null
        && header != null
        && TOKEN.matcher(cookie.getValue()).matches()
        && MessageDigest.isEqual(
            cookie.getValue().getBytes(StandardCharsets.UTF_8),
            header.getBytes(StandardCharsets.UTF_8));
  }

  static boolean hasCookie(HttpServletRequest request) {
    var cookie = WebUtils.getCookie(request, COOKIE);
    return cookie != null && TOKEN.matcher(cookie.getValue()).matches();
  }

  /** Gives the browser that token, replacing the one it has. */
  public static void set(HttpServletResponse response, String token, boolean https) {
    var cookie =
        ResponseCookie.from(COOKIE, token).path("/").maxAge(AGE).sameSite("Lax").secure(https);
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
  }
}
