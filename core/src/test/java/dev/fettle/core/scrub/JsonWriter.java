package dev.fettle.core.scrub;

import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/** Writes JSON the way some client may: any character of any text can be an escape. */
final class JsonWriter {

  private final SplittableRandom random;

  /** Of a hundred characters, how many are escaped though they need not be. */
  private final int escapes;

  private final StringBuilder out = new StringBuilder();

  private JsonWriter(SplittableRandom random, int escapes) {
    this.random = random;
    this.escapes = escapes;
  }

  static String write(JsonNode node, SplittableRandom random, int escapes) {
    var writer = new JsonWriter(random, escapes);
    writer.value(node);
    return writer.out.toString();
  }

  private void value(JsonNode node) {
    if (node.isObject()) {
      out.append('{');
      var comma = "";
      for (var field : node.properties()) {
        out.append(comma);
        text(field.getKey());
        out.append(": ");
        value(field.getValue());
        comma = " ,";
      }
      out.append('}');
    } else if (node.isArray()) {
      out.append('[');
      for (int i = 0; i < node.size(); i++) {
        out.append(i == 0 ? "" : ",");
        value(node.get(i));
      }
      out.append(']');
    } else if (node.isString()) {
      text(node.stringValue());
    } else {
      out.append(node);
    }
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == '/' && escapes > 0) {
        out.append("\\/"); // as PHP does
      } else if (unit < ' ' || (random.nextInt(100) < escapes && !Character.isSurrogate(unit))) {
        out.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) unit));
      } else if (unit == '"' || unit == '\\') {
        out.append('\\').append(unit);
      } else {
        out.append(unit);
      }
    }
    out.append('"');
  }
}
