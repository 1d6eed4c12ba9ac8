package dev.fettle.platform.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
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
   */
  public record Route(String method, String path, Access.Kind access, List<String> scopes) {

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
          // the longer of the two spellings is the one with the slash, GlitchTip's
          var path =
              info.getPatternValues().stream()
                  .max(Comparator.comparingInt(String::length))
                  .orElseThrow();
          for (var method : info.getMethodsCondition().getMethods()) {
            routes.add(new Route(method.name(), path, access.value(), scopes));
          }
        });
    routes.sort(Comparator.comparing(Route::path).thenComparing(Route::method));
    return routes;
  }

  @Override
  public void afterSingletonsInstantiated() {
    routes();
  }
}
