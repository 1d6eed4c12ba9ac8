package dev.fettle.core.query;

import java.util.List;

/**
 * What to look for: literal parts with anything between them.
 *
 * @param parts one: exactly this; more: a star stood between two, and the first or last is empty
 *     where a star began or ended it
 * @param position where it was written
 */
public record Phrase(List<String> parts, int position) {

  public Phrase {
    parts = List.copyOf(parts);
  }

  /** Whether it holds no star. */
  public boolean literal() {
    return parts.size() == 1;
  }

  /** The text of a literal one. */
  public String text() {
    return String.join("*", parts);
  }

  /** In quotes, escaped so that it reads as the same. */
  String quoted() {
    return "\""
        + String.join(
            "*",
            parts.stream()
                .map(part -> part.replace("\\", "\\\\").replace("\"", "\\\"").replace("*", "\\*"))
                .toList())
        + "\"";
  }
}
