package dev.fettle.core.event;

import dev.fettle.core.LenientJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The exceptions of an event, in every shape clients use (sdk-wire 8.1): {@code {values: […]}}, a
 * bare list, a single object. An entry without type, value and frames says nothing and is dropped.
 */
final class Exceptions {
  /** Of a longer chain the last ones are kept: the thrown exception is the last. */
  static final int MAX_EXCEPTIONS = 50;

  private static final int MAX_VALUE = 16 * 1024;

  private Exceptions() {}

  /** Normalises {@code event.exception} into {@code out.exception.values}. */
  static List<ExceptionValue> normalize(Scope event, ObjectNode out) {
    ArrayNode values = event.values("exception");
    if (values == null) {
      return List.of();
    }
    ArrayNode kept = JsonNodeFactory.instance.arrayNode(values.size());
    List<ExceptionValue> result = new ArrayList<>(values.size());
    int first = Math.max(0, values.size() - MAX_EXCEPTIONS);
    if (first > 0) {
      event
          .errors()
          .cut(
              "exception.values",
              values.size() + " exceptions, the last " + MAX_EXCEPTIONS + " were kept");
    }
    for (int index = first; index < values.size(); index++) {
      JsonNode value = values.get(index);
      if (value instanceof ObjectNode object) {
        ExceptionValue exception = exception(event.child("exception.values", index, object));
        if (exception.type() != null
            || exception.value() != null
            || !exception.frames().isEmpty()) {
          kept.add(object);
          result.add(exception);
        }
      } else if (!value.isNull()) {
        event.errors().invalid("exception.values." + index, value);
      }
    }
    if (!kept.isEmpty()) {
      out.putObject("exception").set("values", kept);
    }
    return result;
  }

  private static ExceptionValue exception(Scope exception) {
    exception.dropNulls();
    describe(exception);
    StackTraces.normalize(exception, "raw_stacktrace");
    return new ExceptionValue(
        exception.text("type", 512),
        exception.text("value", MAX_VALUE),
        exception.text("module", 512),
        mechanism(exception),
        StackTraces.normalize(exception, "stacktrace"));
  }

  /** A thrown object is its JSON text, not an error; thread ids are numbers or texts. */
  private static void describe(Scope exception) {
    JsonNode value = exception.get("value");
    if (value != null && value.isContainer()) {
      exception.node().put("value", LenientJson.text(value, MAX_VALUE));
    }
    JsonNode thread = exception.get("thread_id");
    if (thread != null && thread.isContainer()) {
      exception.drop("thread_id", thread);
    }
  }

  private static ExceptionValue.Mechanism mechanism(Scope exception) {
    Scope mechanism = exception.object("mechanism");
    if (mechanism == null) {
      return ExceptionValue.Mechanism.NONE;
    }
    mechanism.dropNulls();
    mechanism.object("data");
    mechanism.object("meta");
    mechanism.text("description", 1024);
    return new ExceptionValue.Mechanism(
        mechanism.text("type", 128),
        mechanism.truth("handled"),
        isTrue(mechanism.truth("synthetic")),
        isTrue(mechanism.truth("is_exception_group")),
        new ExceptionValue.Place(
            number(mechanism, "exception_id"),
            number(mechanism, "parent_id"),
            mechanism.text("source", 256)));
  }

  private static @Nullable Long number(Scope mechanism, String field) {
    mechanism.integer(field);
    JsonNode value = mechanism.get(field);
    return value == null ? null : (Long) value.longValue();
  }

  private static boolean isTrue(@Nullable Boolean value) {
    return value != null && value;
  }
}
