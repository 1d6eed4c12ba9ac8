package dev.fettle.platform.http.body;

import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.Body;
import dev.fettle.platform.http.BodyLimit;
import dev.fettle.platform.http.FieldProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a {@link Body}: first the types ({@link BodyTypes}), then the record, then its constraints
 * ({@link Constraints}). Unknown fields are ignored. Thread-safe.
 *
 * <p>A component is a String, Integer, Boolean, an enum by its wire name, a record, a list of
 * these, a {@link Given} of one of these, or a JsonNode that the feature reads in its own way. It
 * is null when the field is absent or null, unless {@code @NotNull}.
 */
final class BodyReader implements HandlerMethodArgumentResolver {

  private static final List<Object> BODY = List.of("body", "payload");

  /** What nobody has signed in for is a form of a few fields. */
  private static final int PUBLIC_BODY_BYTES = 16 * 1024;

  /** A tree is so many times as large as its text. */
  private static final int TREE_BYTES_PER_BYTE = 8;

  private final JsonMapper json;

  BodyReader(JsonMapper json) {
    this.json = json;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.hasParameterAnnotation(Body.class);
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest webRequest,
      @Nullable WebDataBinderFactory binderFactory)
      throws IOException {
    var request = webRequest.getNativeRequest(HttpServletRequest.class);
    if (request == null) {
      throw new IllegalStateException("not a servlet request");
    }
    var access = parameter.getMethodAnnotation(Access.class);
    if (access != null && access.value() == Access.Kind.PUBLIC) {
      BodyLimit.narrow(request, PUBLIC_BODY_BYTES);
    }
    var bytes = request.getInputStream().readAllBytes(); // bounded by BodyLimit
    BodyLimit.charge(request, bytes.length * TREE_BYTES_PER_BYTE);
    return read(parse(bytes), parameter.getParameterType());
  }

  private JsonNode parse(byte[] bytes) {
    try {
      return json.readTree(bytes);
    } catch (JacksonException e) {
      throw ApiException.badRequest("Cannot parse request body");
    }
  }

  <T> T read(JsonNode tree, Class<T> type) {
    if (!(tree instanceof ObjectNode object)) {
      throw ApiException.unprocessable(
          new FieldProblem(
              "model_attributes_type",
              BODY,
              "Input should be a valid dictionary or object to extract fields from",
              Map.of()));
    }
    var types = new BodyTypes(json);
    types.compare(type, object, BODY);
    refuse(types.problems());
    var body = json.treeToValue(object, type);
    refuse(Constraints.problems(body, BODY));
    return body;
  }

  private static void refuse(List<FieldProblem> problems) {
    if (!problems.isEmpty()) {
      throw ApiException.unprocessable(problems);
    }
  }
}
