package dev.fettle.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The parameters a route method may take: Caller, Tenant, Input, PageRequest, Origin. */
final class ArgumentResolvers {

  /** What nobody has signed in for is a form of a few fields. */
  private static final int PUBLIC_BODY_BYTES = 16 * 1024;

  /** A tree is so many times as large as its text. */
  private static final int TREE_BYTES_PER_BYTE = 8;

  private ArgumentResolvers() {}

  static List<HandlerMethodArgumentResolver> all(JsonMapper json, Origins origins, Porter porter) {
    return List.of(
        new Resolver(
            type -> type == Caller.class,
            (_, request) -> request.getAttribute(AccessInterceptor.CALLER)),
        new Resolver(
            porter::isTenant,
            (parameter, request) -> Porter.found(parameter.getParameterType(), request)),
        new Resolver(
            type -> type == Input.class,
            (parameter, request) -> readBody(json, parameter, request)),
        new Resolver(type -> type == PageRequest.class, (_, request) -> readPage(request)),
        new Resolver(type -> type == Origin.class, (_, request) -> origins.of(request)));
  }

  private interface Reader {
    @Nullable Object read(MethodParameter parameter, HttpServletRequest request) throws IOException;
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
        @Nullable WebDataBinderFactory binderFactory)
        throws IOException {
      var request = webRequest.getNativeRequest(HttpServletRequest.class);
      if (request == null) {
        throw new IllegalStateException("not a servlet request");
      }
      return reader.read(parameter, request);
    }
  }

  private static Input readBody(
      JsonMapper json, MethodParameter parameter, HttpServletRequest request) throws IOException {
    var access = parameter.getMethodAnnotation(Access.class);
    if (access != null && access.value() == Access.Kind.PUBLIC) {
      BodyLimit.narrow(request, PUBLIC_BODY_BYTES);
    }
    var bytes = request.getInputStream().readAllBytes(); // bounded by BodyLimit
    BodyLimit.charge(request, bytes.length * TREE_BYTES_PER_BYTE);
    try {
      return Input.of(json.readTree(bytes));
    } catch (JacksonException e) {
      throw ApiException.badRequest("Cannot parse request body");
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
    var cursor = cursorText == null || cursorText.isEmpty() ? null : Cursor.parse(cursorText);
    return new PageRequest(rows, cursor);
  }
}
