package dev.fettle.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.WebUtils;

/**
 * Recognises the caller and lets through who may call the route: 401 nobody, 403 a wrong CSRF token
 * or a token without the scope. Runs before the body is read.
 */
final class AccessInterceptor implements HandlerInterceptor {

  static final String CALLER = Caller.class.getName();
  static final String SESSION_COOKIE = "sessionid";
  private static final String BEARER = "bearer ";

  private final Authenticator authenticator;

  AccessInterceptor(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod method)) {
      return true;
    }
    var access = method.getMethodAnnotation(Access.class);
    if (access == null) {
      return true; // one of the framework's own; ours are checked at start by RouteTable
    }
    var caller = authenticate(request, access.value() != Access.Kind.SESSION).orElse(null);
    if (caller == null && access.value() != Access.Kind.PUBLIC) {
      throw ApiException.unauthorized();
    }
    if (needsCsrf(request, caller) && !Csrf.isValid(request)) {
      throw ApiException.forbidden("CSRF check Failed");
    }
    if (caller != null && !caller.hasAny(access.scopes())) {
      throw ApiException.forbidden("Permission denied");
    }
    request.setAttribute(CALLER, caller);
    return true;
  }

  /** The token first, then the cookie. */
  private Optional<Caller> authenticate(HttpServletRequest request, boolean tokenAllowed) {
    var header = request.getHeader("Authorization");
    if (tokenAllowed
        && header != null
        && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      var caller = authenticator.byToken(header.substring(BEARER.length()).strip());
      if (caller.isPresent()) {
        return caller;
      }
    }
    var cookie = WebUtils.getCookie(request, SESSION_COOKIE);
    return cookie == null || cookie.getValue().isEmpty()
        ? Optional.empty()
        : authenticator.bySession(cookie.getValue());
  }

  /** A browser sends the cookie by itself, a token never; signing in needs the check as well. */
  private static boolean needsCsrf(HttpServletRequest request, @Nullable Caller caller) {
    boolean safe =
        switch (request.getMethod()) {
          case "GET", "HEAD", "OPTIONS", "TRACE" -> true;
          default -> false;
        };
    if (safe) {
      return false;
    }
    return caller == null
        ? request.getRequestURI().startsWith("/_allauth/")
        : caller.credential() instanceof Caller.Session;
  }
}
