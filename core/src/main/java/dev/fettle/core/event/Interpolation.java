package dev.fettle.core.event;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Fills the parameters of a message in: {@code %s}, {@code %d}, {@code %05.2f}, {@code %(name)s} in
 * the manner of printf, {@code {}}, {@code {0}} and {@code {name}} in the manner of format strings.
 *
 * <p>Tolerant: width and precision are ignored, the value is shown as it was sent, and a
 * placeholder without a value stays as it is. A message half filled in is better than a lost event.
 */
final class Interpolation {
  private Interpolation() {}

  /** The template with a list or an object of parameters filled in. */
  static String apply(String template, JsonNode params) {
    boolean printf =
        (params.isArray() && hasPrintfPlaceholder(template)) || template.contains("%(");
    return printf ? printf(template, params) : braces(template, params);
  }

  private static boolean hasPrintfPlaceholder(String template) {
    int percent = template.indexOf('%');
    return percent >= 0 && percent + 1 < template.length();
  }

  private static String printf(String template, JsonNode params) {
    StringBuilder text = new StringBuilder(template.length() + 32);
    int next = 0;
    int position = 0;
    while (position < template.length()) {
      char unit = template.charAt(position);
      int end = unit == '%' ? placeholderEnd(template, position) : -1;
      if (end < 0) {
        text.append(unit);
        position++;
        continue;
      }
      String placeholder = template.substring(position, end);
      position = end;
      if (placeholder.equals("%%")) {
        text.append('%');
      } else if (placeholder.startsWith("%(")) {
        String name = placeholder.substring(2, placeholder.indexOf(')'));
        text.append(shown(params.get(name), placeholder));
      } else {
        text.append(shown(params.get(next), placeholder));
        next++;
      }
    }
    return text.toString();
  }

  /** End of the placeholder that begins at {@code start}, or -1 when it is just a percent sign. */
  private static int placeholderEnd(String template, int start) {
    int position = start + 1;
    if (position < template.length() && template.charAt(position) == '%') {
      return position + 1;
    }
    if (position < template.length() && template.charAt(position) == '(') {
      int close = template.indexOf(')', position);
      if (close < 0) {
        return -1;
      }
      position = close + 1;
    }
    while (position < template.length()
        && "0123456789.+-#*lhzjt".indexOf(template.charAt(position)) >= 0) {
      position++;
    }
    boolean conversion =
        position < template.length()
            && "sdifgGeExXouUcrapOv@".indexOf(template.charAt(position)) >= 0;
    return conversion ? position + 1 : -1;
  }

  private static String braces(String template, JsonNode params) {
    int[] next = {0};
    Function<String, @Nullable JsonNode> lookup =
        name -> {
          if (params.isArray()) {
            return params.get(name.isEmpty() ? next[0]++ : index(name));
          }
          return params.get(name);
        };
    StringBuilder text = new StringBuilder(template.length() + 32);
    int position = 0;
    while (position < template.length()) {
      int open = template.indexOf('{', position);
      int close = open < 0 ? -1 : template.indexOf('}', open);
      if (close < 0) {
        return text.append(template, position, template.length()).toString();
      }
      text.append(template, position, open);
      String placeholder = template.substring(open, close + 1);
      String name = placeholder.substring(1, placeholder.length() - 1);
      int format = name.indexOf(':');
      text.append(shown(lookup.apply(format < 0 ? name : name.substring(0, format)), placeholder));
      position = close + 1;
    }
    return text.toString();
  }

  private static int index(String name) {
    return name.length() == 1 && Character.isDigit(name.charAt(0))
        ? name.charAt(0) - '0'
        : Integer.MAX_VALUE;
  }

  private static String shown(@Nullable JsonNode value, String placeholder) {
    if (value == null) {
      return placeholder;
    }
    return value.isContainer() ? value.toString() : value.asString("null");
  }
}
