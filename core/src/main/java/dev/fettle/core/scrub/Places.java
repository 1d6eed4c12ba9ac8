package dev.fettle.core.scrub;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Where in an event we are, as far as it changes what a text means: source code in frames, lists of
 * pairs, objects of a name and a value. For one document.
 */
final class Places {

  /** Fields whose lists of lists are names and values. */
  private static final Set<String> PAIRS =
      Set.of(
          "headers",
          "request_headers",
          "response_headers",
          "requestHeaders",
          "responseHeaders",
          "cookies",
          "query_string",
          "env",
          "data",
          "tags");

  /** What attributes of OpenTelemetry and logs say of their values. */
  private static final Set<String> TYPES =
      Set.of(
          "string",
          "integer",
          "double",
          "boolean",
          "array",
          "string[]",
          "integer[]",
          "double[]",
          "boolean[]");

  private static final int LONGEST_NAME = 16;

  /** What the field before the value is called, as far as it matters here. */
  private enum Field {
    OTHER,
    FRAMES,
    CODE,
    PAIRS,
    COOKIES,
    TYPE,
    NAME
  }

  private int depth;
  private Field field = Field.OTHER;

  /** Depth of the container, or 0: frames, lines of code, a list of pairs. */
  private int framesDepth;

  private int codeDepth;
  private int pairsDepth;

  /** Depth of an object whose {@code name} is sensitive, or 0. */
  private int namedDepth;

  /** Whether nothing came since the list was opened. */
  private boolean first;

  private boolean nextAddress;
  private boolean address;

  int depth() {
    return depth;
  }

  /** A container begins; true when it is another frame. */
  boolean opens(boolean list) {
    depth++;
    if (field == Field.FRAMES && framesDepth == 0) {
      framesDepth = depth;
    } else if (field == Field.CODE && framesDepth > 0 && codeDepth == 0) {
      codeDepth = depth;
    } else if ((field == Field.PAIRS || field == Field.COOKIES) && list && pairsDepth == 0) {
      pairsDepth = depth;
    }
    first = list;
    field = Field.OTHER;
    address = false;
    return framesDepth > 0 && depth == framesDepth + 1;
  }

  void closes() {
    framesDepth = depth == framesDepth ? 0 : framesDepth;
    codeDepth = depth == codeDepth ? 0 : codeDepth;
    pairsDepth = depth == pairsDepth ? 0 : pairsDepth;
    namedDepth = depth == namedDepth ? 0 : namedDepth;
    depth = Math.max(0, depth - 1);
    field = Field.OTHER;
    first = false;
    address = false;
    nextAddress = false;
  }

  /** A comma. */
  void next() {
    field = Field.OTHER;
    first = false;
    address = nextAddress;
    nextAddress = false;
  }

  /** A field's name; true when its value is the one that a sensitive {@code name} is for. */
  boolean field(byte[] bytes, int from, int to) {
    first = false;
    field = Field.OTHER;
    if (to - from > LONGEST_NAME) {
      return false;
    }
    var name = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    field =
        switch (name) {
          case "frames" -> Field.FRAMES;
          case "pre_context", "context_line", "post_context" -> Field.CODE;
          case "cookies" -> Field.COOKIES;
          case "type" -> Field.TYPE;
          case "name", "key" -> Field.NAME;
          default -> PAIRS.contains(name) ? Field.PAIRS : Field.OTHER;
        };
    return depth == namedDepth && name.equals("value");
  }

  boolean isPairName() {
    return first && pairsDepth > 0 && depth == pairsDepth + 1;
  }

  /** The value of this pair is an address. */
  void nextIsAddress() {
    nextAddress = true;
  }

  boolean isAddress() {
    return address;
  }

  boolean isNameField() {
    return field == Field.NAME;
  }

  /** The name of the object we are in is sensitive: its value is. */
  void nameValue() {
    namedDepth = depth;
  }

  boolean isCookies() {
    return field == Field.COOKIES;
  }

  boolean isCode() {
    return codeDepth > 0 || (field == Field.CODE && framesDepth > 0);
  }

  boolean isTypeWord(byte[] bytes, int from, int to) {
    return field == Field.TYPE
        && to - from <= LONGEST_NAME
        && TYPES.contains(new String(bytes, from, to - from, StandardCharsets.UTF_8));
  }
}
