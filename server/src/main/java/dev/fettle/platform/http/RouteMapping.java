package dev.fettle.platform.http;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Maps each route with and without a slash at the end. GlitchTip redirects the form without, which
 * makes clients lose the body of a POST.
 */
final class RouteMapping extends RequestMappingHandlerMapping {

  @Override
  protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> handlerType) {
    var mapping = super.getMappingForMethod(method, handlerType);
    if (mapping == null || !method.isAnnotationPresent(Access.class)) {
      return mapping;
    }
    var paths = new LinkedHashSet<String>();
    for (var path : mapping.getPatternValues()) {
      paths.add(path);
      paths.add(path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/");
    }
    return mapping
        .mutate()
        .options(getBuilderConfiguration())
        .paths(paths.toArray(String[]::new))
        .build();
  }
}
