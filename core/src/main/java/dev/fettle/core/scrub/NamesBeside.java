package dev.fettle.core.scrub;

import dev.fettle.core.scrub.FieldNames.Kind;

/** Secrets whose name is the value of another field: {@code "name":"password","value":"x"}. */
final class NamesBeside {

  private static final byte[] BLANK_LINE = Window.ascii("\r\n\r\n");

  private final NamedSecrets named;
  private final Window text;

  NamesBeside(NamedSecrets named) {
    this.named = named;
    this.text = named.text();
  }

  /**
   * {@code name="password" value="x"} as in HTML, and the part of a form whose header ends in
   * {@code name="password"}.
   */
  int attribute(int nameStop, int start) {
    int nameStart = text.nameStart(nameStop);
    if (!text.isQuote(start) || !Rules.NAMING.has(text.bytes(), nameStart, nameStop)) {
      return start;
    }
    int close = text.tokenEnd(start + 1);
    while (text.isName(close)) {
      close++;
    }
    var kind = text.isQuote(close) ? named.kind(start + 1, close) : Kind.PLAIN;
    if (!kind.isNamed()) {
      return start;
    }
    int next = text.skipBlanks(close + 1);
    int stop = text.tokenEnd(next);
    if (text.at(stop) == '='
        && Rules.NAMED.has(text.bytes(), next, stop)
        && text.isQuote(stop + 1)) {
      return named.quoted(kind, stop + 1);
    }
    if (text.startsWith(BLANK_LINE, close + 1)) {
      int value = close + 1 + BLANK_LINE.length;
      return named.hide(kind, value, named.lineEnd(value));
    }
    return start;
  }

  /** {@code "name":"password","value":"x"} of JSON within a text. */
  int member(int stop, int value, int otherwise) {
    int inside = named.quoteAt(value);
    int end = text.skipQuotesBack(stop);
    if (inside == value || !Rules.NAMING.has(text.bytes(), text.nameStart(end), end)) {
      return otherwise;
    }
    int close = inside;
    while (text.isName(close)) {
      close++;
    }
    var kind = named.kind(inside, close);
    int comma = text.skipQuotes(close);
    int next = text.skipQuotes(text.skipBlanks(comma + 1));
    int colon = text.tokenEnd(next);
    if (!kind.isNamed()
        || comma == close
        || text.at(comma) != ','
        || !Rules.NAMED.has(text.bytes(), next, colon)) {
      return otherwise;
    }
    colon = text.skipQuotes(colon);
    int secret = text.skipBlanks(colon + 1);
    return text.at(colon) == ':' && named.quoteAt(secret) > secret
        ? named.quoted(kind, secret)
        : otherwise;
  }
}
