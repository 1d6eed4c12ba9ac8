package dev.fettle.core.testing;

import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Events as a hostile or broken client would send them: known names, any shape. */
public final class RandomJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> NAMES =
      List.of(
          "event_id",
          "timestamp",
          "level",
          "platform",
          "logger",
          "server_name",
          "release",
          "dist",
          "environment",
          "transaction",
          "culprit",
          "message",
          "logentry",
          "formatted",
          "params",
          "tags",
          "user",
          "id",
          "username",
          "email",
          "ip_address",
          "data",
          "request",
          "url",
          "headers",
          "cookies",
          "query_string",
          "env",
          "REMOTE_ADDR",
          "exception",
          "values",
          "type",
          "value",
          "module",
          "mechanism",
          "handled",
          "synthetic",
          "stacktrace",
          "frames",
          "function",
          "filename",
          "abs_path",
          "lineno",
          "in_app",
          "vars",
          "pre_context",
          "threads",
          "crashed",
          "breadcrumbs",
          "category",
          "contexts",
          "extra",
          "modules",
          "sdk",
          "settings",
          "infer_ip",
          "debug_meta",
          "images",
          "fingerprint",
          "errors",
          "csp",
          "effective-directive",
          "blocked-uri",
          "sentry.interfaces.Exception",
          "sentry.interfaces.Http",
          "x",
          "");

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "error",
          "{{auto}}",
          "{{ default }}",
          "%s %d %(name)s %",
          "{} {0} {name} {",
          "10.0.0.1",
          "::1",
          "http://a.b/c?d=e#f",
          "2026-11-23T17:22:13.128Z",
          "1e999",
          "\u0000\u0000",
          "é世界🚀",
          "a\nb\r\n",
          "0x7fff",
          "-1",
          "true",
          "<anonymous>",
          "a$$Lambda$12/0x01",
          "/srv/v1.2/app.js",
          "csp");

  private RandomJson() {}

  /** An object of known names with values of any shape. */
  public static ObjectNode event(SplittableRandom random) {
    ObjectNode event = NODES.objectNode();
    int fields = random.nextInt(12);
    for (int field = 0; field < fields; field++) {
      event.set(Seeds.pick(random, NAMES), value(random, 0));
    }
    return event;
  }

  /** Any value, nested up to six levels. */
  public static JsonNode value(SplittableRandom random, int depth) {
    return switch (random.nextInt(depth > 5 ? 6 : 10)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextLong());
      case 3 -> NODES.numberNode(random.nextDouble() * 1e10);
      case 4, 5 -> NODES.stringNode(Seeds.pick(random, TEXTS));
      case 6, 7 -> list(random, depth);
      default -> object(random, depth);
    };
  }

  private static ArrayNode list(SplittableRandom random, int depth) {
    ArrayNode list = NODES.arrayNode();
    int size = random.nextInt(4);
    for (int index = 0; index < size; index++) {
      list.add(value(random, depth + 1));
    }
    return list;
  }

  private static ObjectNode object(SplittableRandom random, int depth) {
    ObjectNode object = NODES.objectNode();
    int size = random.nextInt(5);
    for (int index = 0; index < size; index++) {
      object.set(Seeds.pick(random, NAMES), value(random, depth + 1));
    }
    return object;
  }
}
