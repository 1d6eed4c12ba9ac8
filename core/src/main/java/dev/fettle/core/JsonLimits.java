package dev.fettle.core;

/**
 * How much of a JSON document is kept when it is read leniently. What is beyond a limit is replaced
 * by a marker or left out, and reported; the document itself survives.
 *
 * @param maxDepth levels of nesting kept; a container below is replaced by a marker text
 * @param maxStringChars UTF-16 units kept of one text
 * @param maxValues values kept in the whole document; the rest is left out
 */
public record JsonLimits(int maxDepth, int maxStringChars, int maxValues) {
  /**
   * For events: deeper than any SDK serialises by default (they stop at 3 to 10 levels), and larger
   * than their own caps.
   */
  public static final JsonLimits EVENT = new JsonLimits(32, 256 * 1024, 100_000);

  /** For headers and small payloads, which have three levels at most. */
  public static final JsonLimits SMALL = new JsonLimits(16, 16 * 1024, 20_000);

  public JsonLimits {
    if (maxDepth < 1 || maxStringChars < 1 || maxValues < 1) {
      throw new IllegalArgumentException(
          "JSON limits must be positive: " + maxDepth + ", " + maxStringChars + ", " + maxValues);
    }
  }
}
