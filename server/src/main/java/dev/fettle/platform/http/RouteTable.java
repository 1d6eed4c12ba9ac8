package dev.fettle.platform.http;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every route of the management API with who may call it. The start fails when one does not say.
 */
public final class RouteTable implements SmartInitializingSingleton {

  private static final String OUR_PACKAGES = "dev.fettle.";

  private final RequestMappingHandlerMapping mapping;
  private final Porter porter;

  RouteTable(RequestMappingHandlerMapping mapping, Porter porter) {
    this.mapping = mapping;
    this.porter = porter;
  }

  /**
   * One route.
   *
   * @param path as declared, with its variables in braces
   * @param access kind, and the scopes of which a token needs one
   * @param role the smallest role in the organization; null when the route is about none
   * @param also what makes up for the role
   * @param body the record that its JSON object is read into, or null
   * @param handler what answers
   */
  public record Route(
      String method,
      String path,
      Access.Kind access,
      List<String> scopes,
      @Nullable Role role,
      List<Access.Also> also,
      @Nullable Class<?> body,
      Method handler) {

    public Route {
      scopes = List.copyOf(scopes);
      also = List.copyOf(also);
    }

    public boolean readsBody() {
      return body != null;
    }
  }

  /** All of them, sorted by path and method. */
  public List<Route> routes() {
    var routes = new ArrayList<Route>();
    mapping
        .getHandlerMethods()
        .forEach((info, handler) -> {
          var access = handler.getMethodAnnotation(Access.class);
          if (access == null) {
            if (handler.getBeanType().getName().startsWith(OUR_PACKAGES)) {
              throw new IllegalStateException(
                  "%s declares no @Access: say who may call it".formatted(handler));
            }
            return;
          }
          var path = spelling(info.getPatternValues());
          var problem = porter.problem(handler, access, path);
          if (problem != null) {
            throw new IllegalStateException("%s of %s: %s".formatted(path, handler, problem));
          }
          for (var method : info.getMethodsCondition().getMethods()) {
            routes.add(route(method.name(), path, handler, access));
          }
        });
    routes.sort(Comparator.comparing(Route::path).thenComparing(Route::method));
    return routes;
  }

  private static Route route(String method, String path, HandlerMethod handler, Access access) {
    return new Route(
        method,
        path,
        access.value(),
        Arrays.stream(access.scopes()).map(Scope::text).toList(),
        access.role().length == 0 ? null : access.role()[0],
        List.of(access.also()),
        body(handler),
        handler.getMethod());
  }

  private static @Nullable Class<?> body(HandlerMethod handler) {
    return Arrays.stream(handler.getMethodParameters())
        .filter(parameter -> parameter.hasParameterAnnotation(Body.class))
        .findFirst()
        .map(MethodParameter::getParameterType)
        .orElse(null);
  }

  /** Of the two spellings GlitchTip's: with a slash at the end, and without it for allauth. */
  private static String spelling(Set<String> patterns) {
    var bySize = Comparator.comparingInt(String::length);
    boolean allauth = patterns.iterator().next().startsWith("/_allauth/");
    return allauth ? Collections.min(patterns, bySize) : Collections.max(patterns, bySize);
  }

  @Override
  public void afterSingletonsInstantiated() {
    routes();
  }
}
