package dev.fettle.platform.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every route of the management API with who may call it. The start fails when one does not say.
 */
public final class RouteTable implements SmartInitializingSingleton {

  private static final String OUR_PACKAGES = "dev.fettle.";

  private final RequestMappingHandlerMapping mapping;

  RouteTable(RequestMappingHandlerMapping mapping) {
    this.mapping = mapping;
  }

  /**
   * One route.
   *
   * @param path as declared, with its variables in braces
   * @param access kind, and the scopes of which a token needs one
   * @param readsBody whether it takes a JSON object
   */
  public record Route(
      String method, String path, Access.Kind access, List<String> scopes, boolean readsBody) {

    public Route {
      scopes = List.copyOf(scopes);
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
          var scopes = Arrays.stream(access.scopes()).map(Scope::text).toList();
          var path = spelling(info.getPatternValues());
          boolean readsBody =
              Arrays.stream(handler.getMethodParameters())
                  .anyMatch(parameter ->
                      parameter.getParameterType() == Input.class
                          || parameter.hasParameterAnnotation(RequestBody.class));
          for (var method : info.getMethodsCondition().getMethods()) {
            routes.add(new Route(method.name(), path, access.value(), scopes, readsBody));
          }
        });
    routes.sort(Comparator.comparing(Route::path).thenComparing(Route::method));
    return routes;
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
