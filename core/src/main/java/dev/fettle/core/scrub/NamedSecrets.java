package dev.fettle.core.scrub;

import dev.fettle.core.scrub.FieldNames.Kind;

/**
 * Secrets in a text that are known by the name before them: {@code token=…} as in queries and
 * forms, {@code 'password': '…'} as in printed objects, {@code Cookie: …} as in headers. Names are
 * those of {@link FieldNames}, and {@link SecretValues} says which values they make a secret.
 *
 * <p>Each method is asked at the byte that gives a form away and answers where to go on; together
 * they are linear in the text.
 */
final class NamedSecrets {

  private static final byte[] COOKIE = Window.ascii("cookie");
  private static final byte[] AUTHORIZATION = Window.ascii("authorization");

  private static final int LONGEST_KEY = 100;
  private static final int SHORTEST_BOT = 8;
  private static final int BOT_TOKEN_LENGTH = 35;

  private final Window text;
  private final FieldNames names;
  private final FieldNames.Scratch scratch;
  private final Findings findings;
  private final NamesBeside beside;

  NamedSecrets(Window text, FieldNames names, FieldNames.Scratch scratch, Findings findings) {
    this.text = text;
    this.names = names;
    this.scratch = scratch;
    this.findings = findings;
    this.beside = new NamesBeside(this);
  }

  Window text() {
    return text;
  }

  int hide(int start, int stop) {
    if (text.startsWith(Scrubber.FILTERED_BYTES, start)) {
      return start + Scrubber.FILTERED_BYTES.length; // the client did it, or we before
    }
    findings.add(start, stop);
    return Math.max(stop, start);
  }

  /** Hides a value when, after its name, it is a secret; else goes on inside of it. */
  int hide(Kind kind, int start, int stop) {
    return SecretValues.isSecret(kind, text.bytes(), start, stop) ? hide(start, stop) : start;
  }

  Kind kind(int start, int stop) {
    return names.kind(text.bytes(), start, stop, scratch);
  }

  /** {@code name=value}: the value ends where the next pair begins. */
  int assignment(int equals) {
    int start = equals + 1;
    if (text.at(start) == '=') { // a comparison
      while (text.at(start) == '=') {
        start++;
      }
      return start;
    }
    int nameStop = text.skipBlanksBack(equals);
    boolean arrow = text.at(start) == '>'; // Ruby and PHP print name=>value
    var kind = arrow && text.at(nameStop - 1) == ']' ? bracketed(nameStop - 1) : before(nameStop);
    if (!kind.isNamed()) {
      return beside.attribute(nameStop, start);
    }
    int value = text.skipBlanks(arrow ? start + 1 : start);
    if (arrow) {
      value = dumpedValue(value);
    }
    boolean spaced = nameStop < equals || value > start;
    if (quoteAt(value) > value) {
      return quoted(kind, value);
    }
    if (arrow && text.at(nameStop - 1) == ']' && text.at(value - 1) != '(') {
      return hide(kind, value, lineEnd(value));
    }
    int stop = valueEnd(kind, value);
    if (spaced && !arrow && (!text.hasDigit(value, stop) || !text.isToken(value))) {
      return start; // prose and SQL
    }
    return arrow && isWord(value, stop) ? stop : hide(kind, value, stop);
  }

  /** What {@code var_dump} puts before a value: a line break, and its type. */
  private int dumpedValue(int start) {
    int at = start;
    while (text.at(at) == '\n' || text.at(at) == '\r' || text.at(at) == ' ') {
      at++;
    }
    int open = text.tokenEnd(at);
    if (text.at(open) != '(') {
      return at == start || text.isQuote(at) ? at : start;
    }
    int close = text.tokenEnd(open + 1);
    if (text.at(close) != ')') {
      return at;
    }
    return text.at(close + 1) == ' ' && text.isQuote(close + 2) ? close + 2 : open + 1;
  }

  /** What the name says that ends in this bracket, as PHP prints it: {@code [name:protected]}. */
  private Kind bracketed(int close) {
    int open = close;
    while (open > close - LONGEST_KEY && text.at(open) != '[' && open > text.from()) {
      open--;
    }
    int start = text.isQuote(open + 1) ? open + 2 : open + 1;
    int stop = start;
    while (stop < close && text.at(stop) != ':' && !text.isQuote(stop)) {
      stop++;
    }
    return text.at(open) == '[' ? kind(start, stop) : Kind.PLAIN;
  }

  /** What the name says, in quotation marks or not, that ends there. */
  Kind before(int stop) {
    int end = stop;
    while (text.isQuote(end - 1)) {
      end--;
      while (text.at(end - 1) == '\\') {
        end--;
      }
    }
    int start = text.nameStart(end);
    return start < end ? kind(start, end) : Kind.PLAIN;
  }

  int lineEnd(int start) {
    int stop = start;
    while (stop < text.to() && text.at(stop) != '\n' && text.at(stop) != '\r') {
      stop++;
    }
    return stop;
  }

  /** A value that may be none is only looked at as far as is needed to tell. */
  private int valueEnd(Kind kind, int start) {
    int stop = start;
    int most = kind == Kind.SENSITIVE ? text.to() : start + SecretValues.LONGEST_LOOK;
    while (stop < text.to() && stop <= most && !endsValue(stop)) {
      stop++;
    }
    return stop;
  }

  private boolean endsValue(int index) {
    byte b = text.at(index);
    return switch (b) {
      case '&', ';', ',', '"', '\'', '<', '>', ')', '}', ']' -> true;
      case '\\' -> isEscape(index);
      default -> b <= ' ' && b >= 0;
    };
  }

  /** A line break or quotation mark of a text within the text, not a backslash of a password. */
  private boolean isEscape(int backslash) {
    byte next = text.at(backslash + 1);
    return next == 'n' || next == 'r' || next == 't' || next == '"' || next == '\'' || next == 0;
  }

  /** {@code 'name': value} of a printed object, a header line, {@code {name: 'value'}}. */
  int colon(int at) {
    int stop = text.skipBlanksBack(at);
    if (!text.isQuote(stop - 1)) {
      return unquotedName(at);
    }
    var kind = before(stop);
    int value = text.skipBlanks(at + 1);
    if (!kind.isNamed()) {
      return beside.member(stop, value, at + 1);
    }
    if (quoteAt(value) > value) {
      return quoted(kind, value);
    }
    if (text.at(value) == '{' || text.at(value) == '[') {
      return kind == Kind.SENSITIVE ? hide(value + 1, closing(value)) : at + 1;
    }
    int end = valueEnd(kind, value);
    return isWord(value, end) ? end : hide(kind, value, end);
  }

  /** Index of the bracket that closes the one there, or the end of the text. */
  int closing(int open) {
    int depth = 0;
    for (int at = open; at < text.to(); at++) {
      byte b = text.at(at);
      if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
        if (depth == 0) {
          return at;
        }
      }
    }
    return text.to();
  }

  private int unquotedName(int at) {
    int start = text.nameStart(at);
    if (text.at(start - 1) == '\\' && (text.at(start) == 'n' || text.at(start) == 'r')) {
      start++; // the line break of a text within the text
    }
    if (start >= at) {
      return at + 1;
    }
    boolean lineStart = isLineStart(start);
    if ((lineStart || text.isQuote(start - 1)) && isHeader(start, at)) {
      return headerValue(start, at);
    }
    int before = text.skipBlanksBack(start);
    byte opener = text.at(before - 1);
    boolean inObject = opener == '{' || opener == ',' || opener == '(';
    var kind = kind(start, at);
    if (!kind.isNamed()) {
      return isBot(start, at) ? hide(at + 1, text.tokenEnd(at + 1)) : at + 1;
    }
    int value = text.skipBlanks(at + 1);
    if (quoteAt(value) > value && (inObject || lineStart || isLineStart(before))) {
      return quoted(kind, value);
    }
    int stop = valueEnd(kind, value);
    boolean alone = stop == text.to() || text.at(stop) == '\n' || text.at(stop) == '\r';
    boolean line = (lineStart || isLineStart(before)) && alone && text.hasDigit(value, stop);
    boolean dumped = opener == '[' && value == at + 1; // Go prints map[name:value]
    return dumped || (line && !inObject) || isMixed(value, stop) ? hide(kind, value, stop) : at + 1;
  }

  /** The number of a bot of Telegram, and its token behind the colon. */
  private boolean isBot(int start, int colon) {
    int number = colon;
    while (text.isDigit(number - 1) && number > start) {
      number--;
    }
    return colon - number >= SHORTEST_BOT
        && text.tokenEnd(colon + 1) - colon - 1 == BOT_TOKEN_LENGTH;
  }

  /** Letters and digits in one piece: said of a password in a sentence, and of little else. */
  private boolean isMixed(int start, int stop) {
    boolean letter = false;
    for (int i = start; i < stop; i++) {
      letter |= text.isToken(i) && !text.isDigit(i) && text.at(i) != '-';
    }
    return letter
        && text.isToken(start)
        && SecretValues.isToken(text.bytes(), start, stop)
        && text.hasDigit(start, stop);
  }

  private boolean isLineStart(int start) {
    byte before = text.at(start - 1);
    return start == text.from()
        || before == '\n'
        || before == '\r'
        || (before == 'n' && text.at(start - 2) == '\\');
  }

  private boolean isHeader(int start, int stop) {
    if (endsWith(COOKIE, start, stop) || endsWith(AUTHORIZATION, start, stop)) {
      return true;
    }
    for (int i = start; i < stop; i++) {
      if (text.at(i) == '-') {
        return kind(start, stop).isNamed();
      }
    }
    return false;
  }

  private boolean endsWith(byte[] lowerCase, int start, int stop) {
    return stop - start >= lowerCase.length
        && text.startsWithIgnoringCase(lowerCase, stop - lowerCase.length);
  }

  /** To the end of the line, or to the mark that the header is put into. */
  private int headerValue(int start, int colon) {
    byte mark = text.isQuote(start - 1) ? text.at(start - 1) : 0;
    int value = text.skipBlanks(colon + 1);
    int stop = value;
    while (stop < text.to()) {
      byte b = text.at(stop);
      if (b == '\n'
          || b == '\r'
          || (mark != 0 && b == mark)
          || (b == '\\' && isEscape(stop) && (mark != 0 || !text.isQuote(stop + 1)))) {
        break;
      }
      stop++;
    }
    var kind = kind(start, colon);
    return hide(kind.isNamed() ? kind : Kind.SENSITIVE, value, stop);
  }

  /** Index behind an opening quotation mark with its backslashes, or {@code start}. */
  int quoteAt(int start) {
    int at = start;
    if (isStringPrefix(text.at(at)) && text.isQuote(at + 1)) {
      at++; // Python prints u'…' and b'…'
    }
    while (text.at(at) == '\\') {
      at++;
    }
    return text.isQuote(at) ? at + 1 : start;
  }

  private static boolean isStringPrefix(byte b) {
    return b == 'u' || b == 'b' || b == 'r' || b == 'U' || b == 'B';
  }

  /** Hides up to the mark that closes what opens at {@code start}. */
  int quoted(Kind kind, int start) {
    int inside = quoteAt(start);
    byte mark = text.at(inside - 1);
    int escapes = escapesBefore(inside - 1, start);
    int at = inside;
    while (at < text.to()) {
      if (text.at(at) == mark && escapesBefore(at, inside) <= escapes) {
        if (at == inside || mark != '\'' || text.at(at + 1) != mark) {
          return hide(kind, inside, at - escapesBefore(at, inside));
        }
        at++; // SQL writes a quotation mark twice
      }
      at++;
    }
    return hide(kind, inside, text.to());
  }

  private int escapesBefore(int at, int lowest) {
    int count = 0;
    while (at - count - 1 >= lowest && text.at(at - count - 1) == '\\') {
      count++;
    }
    return count;
  }

  private boolean isWord(int start, int stop) {
    return Rules.WORDS.has(text.bytes(), start, stop);
  }
}
