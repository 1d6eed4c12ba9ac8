package dev.fettle.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * One entry of a 422 answer, in the form GlitchTip's clients know: {@code
 * {"type":"missing","loc":["body","payload","name"],"msg":"Field required"}}.
 *
 * @param type stable code
 * @param loc where: {@code body} and {@code payload}, {@code query} or {@code path}, then names
 * @param msg for people
 * @param ctx the limit that was broken; absent when empty
 */
public record FieldProblem(
    String type,
    List<Object> loc,
    String msg,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> ctx) {

  public FieldProblem {
    loc = List.copyOf(loc);
    ctx = Map.copyOf(ctx);
  }

  /** A problem of a field of the body. */
  public static FieldProblem ofBody(String field, String type, String message) {
    return new FieldProblem(type, List.of("body", "payload", field), message, Map.of());
  }

  /** A problem of a query parameter. */
  public static FieldProblem ofQuery(String parameter, String type, String message) {
    return new FieldProblem(type, List.of("query", parameter), message, Map.of());
  }

  /** A problem of a part of the path, whose name is spelled as GlitchTip does: {@code issue_id}. */
  public static FieldProblem ofPath(String variable, String type, String message) {
    return new FieldProblem(type, List.of("path", Texts.snakeCase(variable)), message, Map.of());
  }
}
