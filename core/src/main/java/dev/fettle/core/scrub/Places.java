package dev.fettle.core.scrub;

import dev.fettle.core.scrub.FieldNames.Kind;

/**
 * Where in an event we are, as far as it changes what a text means: source code in frames, lists of
 * pairs, objects of a name and a value. For one document.
 */
final class Places {

  private static final NameSet FRAMES = NameSet.of("frames");
  private static final NameSet CODE = NameSet.of("pre_context", "context_line", "post_context");
  private static final NameSet COOKIES = NameSet.of("cookies");
  private static final NameSet TYPE = NameSet.of("type");

  /** Fields whose lists of lists are names and values. */
  private static final NameSet PAIRS =
      NameSet.of(
          "headers",
          "request_headers",
          "response_headers",
          "requestHeaders",
          "responseHeaders",
          "query_string",
          "env",
          "data",
          "tags");

  /** What the field before the value is called, as far as it matters here. */
  private enum Field {
    OTHER,
    FRAMES,
    CODE,
    PAIRS,
    COOKIES,
    TYPE,
    NAME,
    NAMED
  }

  private int depth;
  private Field field = Field.OTHER;

  /** Depth of the container, or 0: frames, lines of code, a list of pairs. */
  private int framesDepth;

  private int codeDepth;
  private int pairsDepth;

  /** Depth of an object whose {@code name} says what its value is, or 0. */
  private int namedDepth;

  private Kind namedKind = Kind.PLAIN;

  /** Whether nothing came since the list was opened. */
  private boolean first;

  /** Whether a name was read whose value has not come. */
  private boolean valueOfField;

  /** Depth of a list that is a member of a list, and how its first member is called, or 0. */
  private int rowDepth;

  private Kind rowKind = Kind.PLAIN;

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
    rowDepth = list && !valueOfField && depth > 1 ? depth : 0;
    rowKind = Kind.PLAIN;
    first = list;
    field = Field.OTHER;
    valueOfField = false;
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
    rowDepth = 0;
    valueOfField = false;
    first = false;
    address = false;
    nextAddress = false;
  }

  /** A comma. */
  void next() {
    field = Field.OTHER;
    valueOfField = false;
    first = false;
    address = nextAddress;
    nextAddress = false;
  }

  /** A field's name; true when its value is the one that the object named before. */
  boolean field(byte[] bytes, int from, int to) {
    first = false;
    valueOfField = true;
    field = named(bytes, from, to);
    return field == Field.NAMED && depth == namedDepth;
  }

  private static Field named(byte[] bytes, int from, int to) {
    if (FRAMES.has(bytes, from, to)) {
      return Field.FRAMES;
    }
    if (CODE.has(bytes, from, to)) {
      return Field.CODE;
    }
    if (COOKIES.has(bytes, from, to)) {
      return Field.COOKIES;
    }
    if (TYPE.has(bytes, from, to)) {
      return Field.TYPE;
    }
    if (Rules.NAMING.has(bytes, from, to)) {
      return Field.NAME;
    }
    if (Rules.NAMED.has(bytes, from, to)) {
      return Field.NAMED;
    }
    return PAIRS.has(bytes, from, to) ? Field.PAIRS : Field.OTHER;
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

  /** Whether we are in a list, and not in an object or at the top. */
  boolean isMember() {
    return !valueOfField && depth > 0;
  }

  /** The first member of a list in a list, which may be a pair. */
  boolean isRowName() {
    return first && rowDepth > 0 && depth == rowDepth;
  }

  void rowName(Kind kind) {
    rowKind = kind;
  }

  /** What the first member of a list in a list said of the one that comes. */
  Kind rowKind() {
    var kind = depth == rowDepth ? rowKind : Kind.PLAIN;
    rowKind = Kind.PLAIN;
    return kind;
  }

  /** Whether the field may have its name beside it, which did not come yet. */
  boolean isNamedField() {
    return field == Field.NAMED && depth != namedDepth;
  }

  boolean isNameField() {
    return field == Field.NAME;
  }

  /** The object we are in has said the name of its value. */
  void nameValue(Kind kind) {
    namedDepth = depth;
    namedKind = kind;
  }

  /** What it said. */
  Kind namedKind() {
    return namedKind;
  }

  boolean isCookies() {
    return field == Field.COOKIES;
  }

  boolean isCode() {
    return codeDepth > 0 || (field == Field.CODE && framesDepth > 0);
  }

  boolean isTypeWord(byte[] bytes, int from, int to) {
    return field == Field.TYPE && Rules.TYPES.has(bytes, from, to);
  }
}
