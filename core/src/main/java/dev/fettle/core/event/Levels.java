package dev.fettle.core.event;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the {@code level} of an event or a breadcrumb: a word or a number (sdk-wire 8.1). */
final class Levels {
  private Levels() {}

  /** Null when there is none; one that is not understood is dropped and noted. */
  static @Nullable Level read(Scope scope) {
    JsonNode value = scope.get("level");
    if (value == null) {
      return null;
    }
    Level level = null;
    if (value.isString()) {
      level = Level.of(value.stringValue());
    } else if (value.isIntegralNumber() && value.canConvertToInt()) {
      level = Level.of(value.intValue());
    }
    if (level == null) {
      scope.drop("level", value);
    }
    return level;
  }
}
