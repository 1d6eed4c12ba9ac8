package dev.fettle.platform.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Recognises the caller and lets through who may call the route: 401 nobody, 403 a request that a
 * foreign page may have forged, or a token without the scope; then {@link Porter} judges. Runs
 * before the body is read, and goes by the route that was matched, never by the text of the
 * address.
 */
final class AccessInterceptor implements HandlerInterceptor {

  static final String CALLER = Caller.class.getName();
  private static final String BEARER = "bearer ";

  private final Authenticator authenticator;
  private final Origins origins;
  private final Porter porter;

  AccessInterceptor(Authenticator authenticator, Origins origins, Porter porter) {
    this.authenticator = authenticator;
    this.origins = origins;
    this.porter = porter;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod method)
        || request.getDispatcherType() != DispatcherType.REQUEST) {
      return true; // an error page, or the end of a stream that was let in when it began
    }
    var access = method.getMethodAnnotation(Access.class);
    if (access == null) {
      return true; // one of the framework's own; ours are checked at start by RouteTable
    }
    response.setHeader("Cache-Control", "no-store");
    var origin = origins.of(request);
    var sessionId = SessionCookie.read(request, origin.isHttps());
    var caller =
        authenticate(request, sessionId, access.value() != Access.Kind.SESSION).orElse(null);
    if (caller == null && access.value() != Access.Kind.PUBLIC) {
      throw ApiException.unauthorized();
    }
    if (caller == null || caller.credential() instanceof Caller.Session) {
      refuseForgery(request, response, caller == null ? null : sessionId, origin);
    }
    if (caller != null && !caller.hasAny(access.scopes())) {
      throw ApiException.forbidden("Permission denied");
    }
    request.setAttribute(CALLER, caller);
    if (caller != null) {
      porter.admit(request, method, access, caller);
    }
    return true;
  }

  /** The token first, then the cookie. */
  private Optional<Caller> authenticate(
      HttpServletRequest request, @Nullable String sessionId, boolean tokenAllowed) {
    var header = request.getHeader("Authorization");
    if (tokenAllowed
        && header != null
        && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      var caller = authenticator.byToken(header.substring(BEARER.length()).strip());
      if (caller.isPresent()) {
        return caller;
      }
    }
    return sessionId == null ? Optional.empty() : authenticator.bySession(sessionId);
  }

  /**
   * A browser sends its cookies by itself, a token never. A visitor has none yet, and a page that
   * signed them in as somebody else would read what they do next: so they are asked as well.
   */
  private void refuseForgery(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable String sessionId,
      Origin origin) {
    if (isSafe(request)) {
      return;
    }
    if (origins.isOfForeignPage(request)) {
      throw ApiException.forbidden(
          "CSRF check Failed: the request comes from a page of another site. If this is the address people use, set GLITCHTIP_DOMAIN to it");
    }
    if (sessionId == null ? !Csrf.isRepeated(request) : !Csrf.isValid(request, sessionId)) {
      if (sessionId != null) {
        // the next try will bring the right one
        Csrf.set(response, Csrf.tokenOf(sessionId), origin);
      }
      throw ApiException.forbidden("CSRF check Failed");
    }
    if (hasBody(request) && !isJson(request.getContentType())) {
      throw ApiException.unsupportedMediaType();
    }
  }

  private static boolean isSafe(HttpServletRequest request) {
    return switch (request.getMethod()) {
      case "GET", "HEAD", "OPTIONS" -> true;
      default -> false;
    };
  }

  private static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
  }

  /** A form of a foreign page can send three other types without asking first. */
  private static boolean isJson(@Nullable String contentType) {
    try {
      var type = contentType == null ? null : MediaType.parseMediaType(contentType);
      return type != null
          && (MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)
              || type.getSubtype().endsWith("+json"));
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }
}
