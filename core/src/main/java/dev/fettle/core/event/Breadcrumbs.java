package dev.fettle.core.event;

import dev.fettle.core.LenientTime;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Breadcrumbs, wrapped or bare (sdk-wire 8.1); the newest {@value #MAX_BREADCRUMBS} are kept. */
final class Breadcrumbs {
  static final int MAX_BREADCRUMBS = 100;

  private Breadcrumbs() {}

  /**
   * Normalises {@code event.breadcrumbs} into {@code out.breadcrumbs.values}.
   *
   * @param shift what is added to their times
   */
  static void normalize(Scope event, ObjectNode out, Duration shift) {
    ArrayNode values = event.values("breadcrumbs");
    if (values == null) {
      return;
    }
    int first = Math.max(0, values.size() - MAX_BREADCRUMBS);
    if (first > 0) {
      event
          .errors()
          .cut(
              "breadcrumbs.values",
              values.size() + " breadcrumbs, the newest " + MAX_BREADCRUMBS + " were kept");
    }
    ArrayNode kept = JsonNodeFactory.instance.arrayNode(values.size() - first);
    for (int index = first; index < values.size(); index++) {
      JsonNode value = values.get(index);
      if (value instanceof ObjectNode object) {
        breadcrumb(event.child("breadcrumbs.values", index, object), shift);
        kept.add(object);
      } else if (!value.isNull()) {
        event.errors().invalid("breadcrumbs.values." + index, value);
      }
    }
    if (!kept.isEmpty()) {
      out.putObject("breadcrumbs").set("values", kept);
    }
  }

  private static void breadcrumb(Scope breadcrumb, Duration shift) {
    breadcrumb.dropNulls();
    Instant time = breadcrumb.time("timestamp");
    if (time != null && !shift.isZero()) {
      breadcrumb.node().put("timestamp", LenientTime.moved(time, shift).toString());
    }
    breadcrumb.text("type", 64);
    breadcrumb.text("category", 255);
    breadcrumb.text("message", 8192);
    breadcrumb.text("event_id", 64);
    level(breadcrumb);
    JsonNode data = breadcrumb.get("data");
    if (data != null && !data.isObject()) {
      // Some clients put a text or a list here: keep what it says.
      ObjectNode named = JsonNodeFactory.instance.objectNode();
      named.set("value", data);
      breadcrumb.node().set("data", named);
    }
  }

  private static void level(Scope breadcrumb) {
    Level level = Levels.read(breadcrumb);
    if (level != null) {
      breadcrumb.node().put("level", level.wireName());
    }
  }
}
