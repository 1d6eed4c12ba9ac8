package dev.fettle.core.event;

import dev.fettle.core.LenientJson;
import dev.fettle.core.Texts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Fills the parameters of a message in: {@code %s}, {@code %d}, {@code %05.2f}, {@code %(name)s} in
 * the manner of printf, {@code {}}, {@code {0}} and {@code {name}} in the manner of format strings.
 *
 * <p>Tolerant: width and precision are ignored, the value is shown as it was sent, and a
 * placeholder without a value stays as it is. A message half filled in is better than a lost event.
 *
 * <p>It stops where the text is as long as it may get: a template of a few kilobytes could
 * otherwise name a large parameter thousands of times.
 */
final class Interpolation {

  private final String template;
  private final JsonNode params;
  private final int max;
  private final StringBuilder text;
  private int position;
  private int next;

  private Interpolation(String template, JsonNode params, int max) {
    this.template = template;
    this.params = params;
    this.max = max;
    this.text = new StringBuilder(Math.min(template.length() + 32, max + 1));
  }

  /**
   * The template with a list or an object of parameters filled in.
   *
   * @param max characters of the result; the last one is an ellipsis when there would be more
   */
  static String apply(String template, JsonNode params, int max) {
    boolean printf =
        (params.isArray() && hasPrintfPlaceholder(template)) || template.contains("%(");
    var interpolation = new Interpolation(template, params, max);
    if (printf) {
      interpolation.printf();
    } else {
      interpolation.braces();
    }
    return Texts.ellipsis(interpolation.text.toString(), max);
  }

  private static boolean hasPrintfPlaceholder(String template) {
    int percent = template.indexOf('%');
    return percent >= 0 && percent + 1 < template.length();
  }

  private boolean isFull() {
    return text.length() > max;
  }

  private void printf() {
    while (position < template.length() && !isFull()) {
      int end = template.charAt(position) == '%' ? placeholderEnd(position) : -1;
      if (end < 0) {
        text.append(template.charAt(position));
        position++;
        continue;
      }
      int start = position;
      position = end;
      if (template.startsWith("%%", start)) {
        text.append('%');
      } else if (template.startsWith("%(", start)) {
        show(params.get(template.substring(start + 2, template.indexOf(')', start))), start, end);
      } else {
        show(params.get(next), start, end);
        next++;
      }
    }
  }

  /** End of the placeholder that begins at {@code start}, or -1 when it is just a percent sign. */
  private int placeholderEnd(int start) {
    int end = start + 1;
    if (end < template.length() && template.charAt(end) == '%') {
      return end + 1;
    }
    if (end < template.length() && template.charAt(end) == '(') {
      int close = template.indexOf(')', end);
      if (close < 0) {
        return -1;
      }
      end = close + 1;
    }
    while (end < template.length() && "0123456789.+-#*lhzjt".indexOf(template.charAt(end)) >= 0) {
      end++;
    }
    boolean conversion =
        end < template.length() && "sdifgGeExXouUcrapOv@".indexOf(template.charAt(end)) >= 0;
    return conversion ? end + 1 : -1;
  }

  private void braces() {
    while (position < template.length() && !isFull()) {
      int open = template.indexOf('{', position);
      int close = open < 0 ? -1 : template.indexOf('}', open);
      if (close < 0) {
        text.append(template, position, template.length());
        return;
      }
      text.append(template, position, open);
      String name = template.substring(open + 1, close);
      int format = name.indexOf(':');
      show(parameter(format < 0 ? name : name.substring(0, format)), open, close + 1);
      position = close + 1;
    }
  }

  private @Nullable JsonNode parameter(String name) {
    if (!params.isArray()) {
      return params.get(name);
    }
    return params.get(name.isEmpty() ? next++ : index(name));
  }

  private static int index(String name) {
    return name.length() == 1 && Character.isDigit(name.charAt(0))
        ? name.charAt(0) - '0'
        : Integer.MAX_VALUE;
  }

  /** The value, as much of it as fits; the placeholder itself when there is none. */
  private void show(@Nullable JsonNode value, int start, int end) {
    if (value == null) {
      text.append(template, start, end);
    } else {
      text.append(LenientJson.text(value, max + 1 - Math.min(text.length(), max)));
    }
  }
}
