package dev.fettle.platform.http;

import dev.fettle.platform.paging.PageRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** The parameters a route method may take: Caller, Tenant, PageRequest, Origin. */
final class ArgumentResolvers {

  private ArgumentResolvers() {}

  static List<HandlerMethodArgumentResolver> all(Origins origins, Porter porter) {
    return List.of(
        new Resolver(
            type -> type == Caller.class,
            (_, request) -> request.getAttribute(AccessInterceptor.CALLER)),
        new Resolver(
            porter::isTenant,
            (parameter, request) -> Porter.found(parameter.getParameterType(), request)),
        new Resolver(type -> type == PageRequest.class, (_, request) -> readPage(request)),
        new Resolver(type -> type == Origin.class, (_, request) -> origins.of(request)));
  }

  private interface Reader {
    @Nullable Object read(MethodParameter parameter, HttpServletRequest request);
  }

  private record Resolver(Predicate<Class<?>> types, Reader reader)
      implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return types.test(parameter.getParameterType());
    }

    @Override
    public @Nullable Object resolveArgument(
        MethodParameter parameter,
        @Nullable ModelAndViewContainer container,
        NativeWebRequest webRequest,
        @Nullable WebDataBinderFactory binderFactory) {
      var request = webRequest.getNativeRequest(HttpServletRequest.class);
      if (request == null) {
        throw new IllegalStateException("not a servlet request");
      }
      return reader.read(parameter, request);
    }
  }

  private static PageRequest readPage(HttpServletRequest request) {
    var limitText = request.getParameter("limit");
    var cursorText = request.getParameter("cursor");
    int limit = 0;
    if (limitText != null && !limitText.isBlank()) {
      try {
        limit = Integer.parseInt(limitText.strip());
      } catch (NumberFormatException _) {
        throw ApiException.unprocessable(
            FieldProblem.ofQuery(
                "limit",
                "int_parsing",
                "Input should be a valid integer, unable to parse string as an integer"));
      }
      if (limit < 0) {
        throw ApiException.unprocessable(
            FieldProblem.ofQuery(
                "limit", "greater_than_equal", "Input should be greater than or equal to 0"));
      }
    }
    int rows = limit == 0 ? PageRequest.DEFAULT_LIMIT : Math.min(limit, PageRequest.MAX_LIMIT);
    var cursor = cursorText == null || cursorText.isEmpty() ? null : CursorText.parse(cursorText);
    return new PageRequest(rows, cursor);
  }
}
