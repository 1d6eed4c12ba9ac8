package dev.fettle.platform.http;

import dev.fettle.platform.time.Ids;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What every answer of ours carries: security headers, the CSRF cookie where a browser needs one,
 * and CORS for the API.
 *
 * <p>Any site may call {@code /api/0/} with a token; cookies are never offered to another origin,
 * so no {@code Access-Control-Allow-Credentials}.
 */
final class WebSecurity extends OncePerRequestFilter {

  private static final String CONTENT_POLICY =
      String.join(
          "; ",
          "default-src 'self'",
          "img-src 'self' data:",
          "object-src 'none'",
          "base-uri 'self'",
          "form-action 'self'",
          "frame-ancestors 'none'");

  private static final PathPattern API = PathPatternParser.defaultInstance.parse("/api/0/**");
  private static final PathPattern ANY_API = PathPatternParser.defaultInstance.parse("/api/**");
  private static final PathPattern ALLAUTH =
      PathPatternParser.defaultInstance.parse("/_allauth/**");

  private static final String ALLOWED_HEADERS =
      "accept, authorization, content-type, user-agent, x-csrftoken, x-requested-with, x-sentry-auth, baggage, sentry-trace";

  private final Origins origins;
  private final Ids ids;
  private final int hstsSeconds;

  WebSecurity(Origins origins, Ids ids, int hstsSeconds) {
    this.origins = origins;
    this.ids = ids;
    this.hstsSeconds = hstsSeconds;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var path = ServletRequestPathUtils.parseAndCache(request).pathWithinApplication();
    var origin = origins.of(request);
    response.setHeader("Content-Security-Policy", CONTENT_POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    if (origin.isHttps() && hstsSeconds > 0) {
      response.setHeader("Strict-Transport-Security", "max-age=" + hstsSeconds);
    }
    var query = request.getQueryString();
    if (hasNul(query) || (query != null && !Texts.isReadableQuery(query))) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      response.setContentType("application/json");
      response
          .getOutputStream()
          .write(
              "{\"detail\":\"The address cannot be read: encode it as UTF-8, without NUL characters\"}"
                  .getBytes(StandardCharsets.UTF_8));
      return;
    }
    if (API.matches(path) && answerCors(request, response)) {
      return;
    }
    var sessionId = SessionCookie.read(request, origin.isHttps());
    if (wantsCsrfCookie(request, path) && !Csrf.hasCookie(request, sessionId)) {
      Csrf.set(response, sessionId == null ? ids.hexToken(16) : Csrf.tokenOf(sessionId), origin);
    }
    chain.doFilter(request, response);
  }

  /** True when it was a preflight, which is answered. */
  private static boolean answerCors(HttpServletRequest request, HttpServletResponse response) {
    if (request.getHeader("Origin") == null) {
      return false;
    }
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Expose-Headers", "Link, X-Hits, X-Max-Hits, Retry-After");
    if (!request.getMethod().equals("OPTIONS")
        || request.getHeader("Access-Control-Request-Method") == null) {
      return false;
    }
    response.setHeader("Access-Control-Allow-Methods", "DELETE, GET, OPTIONS, PATCH, POST, PUT");
    response.setHeader("Access-Control-Allow-Headers", ALLOWED_HEADERS);
    response.setHeader("Access-Control-Max-Age", "86400");
    response.setStatus(HttpServletResponse.SC_OK);
    return true;
  }

  /** On the first calls of a web client, and on its page; GlitchTip's asks by HEAD as well. */
  private static boolean wantsCsrfCookie(HttpServletRequest request, PathContainer path) {
    boolean head = request.getMethod().equals("HEAD");
    if (!head && !request.getMethod().equals("GET")) {
      return false;
    }
    if (ALLAUTH.matches(path)) {
      return true;
    }
    var accept = request.getHeader("Accept");
    return !ANY_API.matches(path) && (head || (accept != null && accept.contains("text/html")));
  }

  private static boolean hasNul(@Nullable String text) {
    return text != null && (text.contains("%00") || text.indexOf('\0') >= 0);
  }
}
