package dev.fettle.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * The token against forged requests: a foreign page can make a browser send our cookie, but cannot
 * read it to repeat it in a header. With a session there is exactly one right token, made of the
 * session's id, so that no other page of the same domain can plant a pair of its own; a visitor
 * repeats any token, and what protects them is that a foreign page is refused ({@link
 * Origins#isOfForeignPage}).
 *
 * <p>The names are Django's. GlitchTip's web client reads {@code csrftoken} by name, so this cookie
 * has no {@code __Host-} in front of its name behind TLS, and scripts may read it.
 */
final class Csrf {

  static final String COOKIE = "csrftoken";
  static final String HEADER = "X-CSRFToken";
  private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z]{32,64}");
  private static final Duration AGE = Duration.ofDays(364);

  private Csrf() {}

  /** Whether the request repeats the token of that session. */
  static boolean isValid(HttpServletRequest request, String sessionId) {
    return isSame(request.getHeader(HEADER), tokenOf(sessionId));
  }

  /** Whether a visitor repeats the token of their cookie, whatever it is. */
  static boolean isRepeated(HttpServletRequest request) {
    var cookie = cookie(request);
    return cookie != null && isSame(request.getHeader(HEADER), cookie);
  }

  /** Whether the browser holds a token that will be right. */
  static boolean hasCookie(HttpServletRequest request, @Nullable String sessionId) {
    var cookie = cookie(request);
    return cookie != null && (sessionId == null || isSame(cookie, tokenOf(sessionId)));
  }

  /** The token of a session: HMAC-SHA256 with the session's id, which nobody else knows. */
  static String tokenOf(String sessionId) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(sessionId.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(COOKIE.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  /** Gives the browser that token, replacing the one it has. */
  static void set(HttpServletResponse response, String token, Origin origin) {
    var cookie =
        ResponseCookie.from(COOKIE, token)
            .path(origin.cookiePath())
            .maxAge(AGE)
            .sameSite("Lax")
            .secure(origin.isHttps());
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
  }

  private static @Nullable String cookie(HttpServletRequest request) {
    var cookie = WebUtils.getCookie(request, COOKIE);
    return cookie != null && TOKEN.matcher(cookie.getValue()).matches() ? cookie.getValue() : null;
  }

  private static boolean isSame(@Nullable String given, String right) {
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
