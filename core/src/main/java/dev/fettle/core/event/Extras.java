package dev.fettle.core.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The sections that are kept as they are, apart from their outer shape: contexts, extra, modules,
 * SDK, debug images.
 */
final class Extras {
  private static final int MAX_IMAGES = 1000;
  private static final int MAX_MODULES = 2000;

  private Extras() {}

  /** Each context is an object with its {@code type}, the key when it names none. */
  static void contexts(Scope event, ObjectNode out) {
    Scope contexts = event.object("contexts");
    if (contexts == null) {
      return;
    }
    contexts.dropNulls();
    for (String key : names(contexts.node())) {
      JsonNode value = contexts.node().get(key);
      if (!(value instanceof ObjectNode context)) {
        contexts.drop(key, value);
      } else {
        context.removeIf(JsonNode::isNull);
        if (context.isEmpty()) {
          contexts.node().remove(key);
        } else if (!context.has("type")) {
          context.put("type", key);
        }
      }
    }
    put(out, "contexts", contexts.node());
  }

  /** Anything in an object; a list or a text is wrapped, because the API promises an object. */
  static void extra(Scope event, ObjectNode out) {
    JsonNode value = event.get("extra");
    if (value instanceof ObjectNode object) {
      put(out, "extra", object);
    } else if (value != null
        && !(value.isString() && value.stringValue().isBlank())
        && !(value.isArray() && value.isEmpty())) {
      out.putObject("extra").set("extra", value);
    }
  }

  /** Package name to version. The name can be empty (binaries built by Go). */
  static void modules(Scope event, ObjectNode out) {
    Scope modules = event.object("modules");
    if (modules == null) {
      return;
    }
    int kept = 0;
    for (String name : names(modules.node())) {
      JsonNode version = modules.node().get(name);
      if (++kept > MAX_MODULES) {
        modules.node().remove(name);
      } else if (version.isContainer()) {
        modules.drop(name, version);
      } else if (!version.isString()) {
        modules.node().set(name, StringNode.valueOf(version.isNull() ? "" : version.asString()));
      }
    }
    put(out, "modules", modules.node());
  }

  static void sdk(Scope event, ObjectNode out) {
    Scope sdk = event.object("sdk");
    if (sdk == null) {
      return;
    }
    sdk.dropNulls();
    sdk.text("name", 255);
    sdk.text("version", 255);
    sdk.texts("integrations", 200);
    JsonNode packages = sdk.get("packages");
    if (packages != null && !packages.isArray()) {
      sdk.drop("packages", packages);
    }
    put(out, "sdk", sdk.node());
  }

  static void debugMeta(Scope event, ObjectNode out) {
    Scope meta = event.object("debug_meta");
    if (meta == null || meta.get("images") == null) {
      return;
    }
    if (!(meta.get("images") instanceof ArrayNode images)) {
      meta.drop("images", meta.node().get("images"));
      return;
    }
    ArrayNode kept = out.putObject("debug_meta").putArray("images");
    for (int index = 0; index < Math.min(images.size(), MAX_IMAGES); index++) {
      if (images.get(index) instanceof ObjectNode image
          && image.get("type") != null
          && image.get("type").isString()) {
        image.removeIf(JsonNode::isNull);
        kept.add(image);
      } else {
        event.errors().invalid("debug_meta.images." + index, images.get(index));
      }
    }
    if (kept.isEmpty()) {
      out.remove("debug_meta");
    }
  }

  private static void put(ObjectNode out, String field, ObjectNode value) {
    if (!value.isEmpty()) {
      out.set(field, value);
    }
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>(object.size());
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      names.add(entry.getKey());
    }
    return names;
  }
}
