package dev.fettle.core.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bounds what one event may keep of free-form data, so that a state tree pushed into {@code extra}
 * does not fill the disk. What people read first (exceptions, message, tags) is bounded by its own
 * limits and never touched here.
 *
 * <p>Sizes are characters of JSON, estimated: exact enough for a cap, and a tenth of the cost of
 * writing it. Events below {@link #HARMLESS_BYTES} are not even measured.
 */
final class SizeCaps {
  /** Stands where a value was left out. */
  static final String TOO_LARGE = "[left out: too large]";

  /** An event this small is within every cap. */
  static final int HARMLESS_BYTES = 100 * 1024;

  private static final int MAX_EXTRA = 300 * 1024;
  private static final int MAX_CONTEXTS = 150 * 1024;
  private static final int MAX_REQUEST = 150 * 1024;
  private static final int MAX_BREADCRUMBS = 200 * 1024;
  private static final int MAX_VARIABLES = 200 * 1024;

  private SizeCaps() {}

  static void apply(ObjectNode event, EventErrors errors) {
    object(event, "extra", MAX_EXTRA, errors);
    object(event, "contexts", MAX_CONTEXTS, errors);
    object(event, "request", MAX_REQUEST, errors);
    breadcrumbs(event, errors);
    variables(event, errors);
  }

  /** Keeps entries in their order as long as there is room, replaces the rest by a marker. */
  private static void object(ObjectNode event, String section, int cap, EventErrors errors) {
    if (!(event.get(section) instanceof ObjectNode object)) {
      return;
    }
    int used = 0;
    List<String> tooLarge = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      int size = entry.getKey().length() + size(entry.getValue());
      if (used + size > cap) {
        tooLarge.add(entry.getKey());
      } else {
        used += size;
      }
    }
    for (String key : tooLarge) {
      replace(section, object, key);
      errors.cut(section + "." + key, section + " keeps " + cap + " characters");
    }
  }

  /**
   * What stands there must have the shape that readers expect: a context is an object, headers are
   * a list.
   */
  private static void replace(String section, ObjectNode object, String key) {
    if (section.equals("contexts")) {
      object.putObject(key).put("type", TOO_LARGE);
    } else if (section.equals("extra") || key.equals("data")) {
      object.put(key, TOO_LARGE);
    } else {
      object.remove(key);
    }
  }

  /** The newest ones matter most. */
  private static void breadcrumbs(ObjectNode event, EventErrors errors) {
    if (!(event.get("breadcrumbs") instanceof ObjectNode section)
        || !(section.get("values") instanceof ArrayNode values)) {
      return;
    }
    int used = 0;
    for (int index = values.size() - 1; index >= 0; index--) {
      int size = size(values.get(index));
      used += size;
      if (used > MAX_BREADCRUMBS
          && values.get(index) instanceof ObjectNode breadcrumb
          && breadcrumb.has("data")) {
        breadcrumb.remove("data");
        errors.cut(
            "breadcrumbs.values." + index + ".data",
            "breadcrumbs keep " + MAX_BREADCRUMBS + " characters");
      }
    }
  }

  /** Local variables of the innermost frames of the thrown exception matter most. */
  private static void variables(ObjectNode event, EventErrors errors) {
    int used = 0;
    for (String section : List.of("exception", "threads")) {
      JsonNode values = event.path(section).path("values");
      for (int index = values.size() - 1; index >= 0; index--) {
        JsonNode frames = values.get(index).path("stacktrace").path("frames");
        for (int frame = frames.size() - 1; frame >= 0; frame--) {
          JsonNode variables = frames.get(frame).get("vars");
          used += variables == null ? 0 : size(variables);
          if (variables != null && used > MAX_VARIABLES) {
            ((ObjectNode) frames.get(frame)).remove("vars");
            errors.cut(
                section + ".values." + index + ".stacktrace.frames." + frame + ".vars",
                "variables keep " + MAX_VARIABLES + " characters");
          }
        }
      }
    }
  }

  static int size(JsonNode node) {
    if (node.isString()) {
      return node.stringValue().length() + 3;
    }
    if (!node.isContainer()) {
      return 8;
    }
    int size = 2;
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        size += entry.getKey().length() + 3 + size(entry.getValue());
      }
    } else {
      for (JsonNode element : node) {
        size += size(element);
      }
    }
    return size;
  }
}
