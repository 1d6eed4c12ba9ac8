package dev.fettle.platform.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request's path has in the places of its route's variables, decoded. */
public record PathVariables(Map<String, String> values) {

  public PathVariables {
    values = Map.copyOf(values);
  }

  /** A variable that the route has. */
  public String text(String name) {
    var value = find(name);
    if (value == null) {
      throw new IllegalStateException("the route has no {" + name + "}");
    }
    return value;
  }

  /** A variable, or null when the route does not have it. */
  public @Nullable String find(String name) {
    return values.get(name);
  }

  /**
   * A number.
   *
   * @throws ApiException 422 when it is none
   */
  public long number(String name) {
    try {
      return Long.parseLong(text(name));
    } catch (NumberFormatException _) {
      throw ApiException.unprocessable(
          FieldProblem.ofPath(name, "value_error", "Input should be a valid integer"));
    }
  }
}
