package dev.fettle.core.scrub;

import dev.fettle.core.scrub.FieldNames.Kind;
import java.util.Set;

/**
 * Secrets in a text that are known by the name before them: {@code token=…} as in queries and
 * forms, {@code 'password': '…'} as in printed objects, {@code Cookie: …} as in headers, {@code
 * <password>…</password>}. Names are those of {@link FieldNames}.
 *
 * <p>Each method is asked at the byte that gives a form away and answers where to go on; together
 * they are linear in the text.
 */
final class NamedSecrets {

  private static final byte[] COOKIE = Window.ascii("cookie");
  private static final byte[] AUTHORIZATION = Window.ascii("authorization");

  /** Values of a word: no secret. */
  private static final Set<String> WORDS =
      Set.of("true", "false", "null", "None", "True", "False", "nil", "undefined", "NULL");

  private static final int LONGEST_WORD = 9;
  private static final int LONGEST_TAG = 256;

  private final Window text;
  private final FieldNames names;
  private final FieldNames.Scratch scratch;
  private final Findings findings;

  /** The last element with a sensitive name, and where its content begins; 0: none. */
  private int element;

  private int elementEnd;
  private int content;

  NamedSecrets(Window text, FieldNames names, FieldNames.Scratch scratch, Findings findings) {
    this.text = text;
    this.names = names;
    this.scratch = scratch;
    this.findings = findings;
  }

  /** Begins a new text. */
  void begin() {
    content = 0;
  }

  private int hide(int start, int stop) {
    if (text.startsWith(Scrubber.FILTERED_BYTES, start)) {
      return start + Scrubber.FILTERED_BYTES.length; // the client did it, or we before
    }
    findings.add(start, stop);
    return Math.max(stop, start);
  }

  private boolean isSensitive(int start, int stop) {
    return names.kind(text.bytes(), start, stop, scratch) == Kind.SENSITIVE;
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
    if (!nameEndsAt(nameStop)) {
      return start;
    }
    if (text.at(start) == '>') {
      start++; // Ruby prints name=>value
    }
    int value = text.skipBlanks(start);
    boolean spaced = nameStop < equals || value > start;
    int quote = quoteAt(value);
    if (quote > value) {
      return quoted(value);
    }
    int stop = valueEnd(value);
    if (spaced && (!text.hasDigit(value, stop) || !text.isToken(value))) {
      return start; // prose and SQL
    }
    return hide(value, stop);
  }

  /** Whether a sensitive name, in quotation marks or not, ends there. */
  private boolean nameEndsAt(int stop) {
    int end = stop;
    while (text.isQuote(end - 1)) {
      end--;
      while (text.at(end - 1) == '\\') {
        end--;
      }
    }
    int start = text.nameStart(end);
    return start < end && isSensitive(start, end);
  }

  private int valueEnd(int start) {
    int stop = start;
    while (stop < text.to() && !endsValue(stop)) {
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
    if (!nameEndsAt(stop)) {
      return at + 1;
    }
    int value = text.skipBlanks(at + 1);
    if (quoteAt(value) > value) {
      return quoted(value);
    }
    if (text.at(value) == '{' || text.at(value) == '[') {
      return hide(value + 1, closing(value));
    }
    int end = valueEnd(value);
    return isWord(value, end) ? end : hide(value, end);
  }

  /** Index of the bracket that closes the one there, or the end of the text. */
  private int closing(int open) {
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
    if (!(inObject || lineStart || isLineStart(before)) || !isSensitive(start, at)) {
      return at + 1;
    }
    int value = text.skipBlanks(at + 1);
    if (quoteAt(value) > value) {
      return quoted(value);
    }
    int stop = valueEnd(value);
    boolean alone = stop == text.to() || text.at(stop) == '\n' || text.at(stop) == '\r';
    return !inObject && alone && text.hasDigit(value, stop) ? hide(value, stop) : at + 1;
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
        return isSensitive(start, stop);
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
    return hide(value, stop);
  }

  /** Index behind an opening quotation mark with its backslashes, or {@code start}. */
  private int quoteAt(int start) {
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
  private int quoted(int start) {
    int inside = quoteAt(start);
    byte mark = text.at(inside - 1);
    int escapes = escapesBefore(inside - 1, start);
    int at = inside;
    while (at < text.to()) {
      if (text.at(at) == mark && escapesBefore(at, inside) <= escapes) {
        if (at == inside || mark != '\'' || text.at(at + 1) != mark) {
          return hide(inside, at - escapesBefore(at, inside));
        }
        at++; // SQL writes a quotation mark twice
      }
      at++;
    }
    return hide(inside, text.to());
  }

  private int escapesBefore(int at, int lowest) {
    int count = 0;
    while (at - count - 1 >= lowest && text.at(at - count - 1) == '\\') {
      count++;
    }
    return count;
  }

  private boolean isWord(int start, int stop) {
    return stop - start <= LONGEST_WORD && WORDS.contains(text.text(start, stop));
  }

  /** {@code <name>…</name>}: remembers the one that opens, hides when the same closes. */
  int element(int at) {
    boolean closes = text.at(at + 1) == '/';
    int start = at + (closes ? 2 : 1);
    int stop = start;
    while (text.isName(stop) || text.at(stop) == ':') {
      stop++;
    }
    if (closes) {
      if (content > 0 && isElement(start, stop)) {
        findings.add(content, at);
        content = 0;
      }
      return Math.max(stop, at + 1);
    }
    int end = tagEnd(stop);
    if (end > 0 && stop > start && isSensitive(localName(start, stop), stop)) {
      element = start;
      elementEnd = stop;
      content = end;
    }
    return Math.max(stop, at + 1);
  }

  private boolean isElement(int start, int stop) {
    if (stop - start != elementEnd - element) {
      return false;
    }
    for (int i = 0; i < stop - start; i++) {
      if (text.at(start + i) != text.at(element + i)) {
        return false;
      }
    }
    return true;
  }

  private int localName(int start, int stop) {
    for (int i = stop; i > start; i--) {
      if (text.at(i - 1) == ':') {
        return i;
      }
    }
    return start;
  }

  /** Behind the mark that ends a tag; 0 when it is none that has content. */
  private int tagEnd(int start) {
    int limit = Math.min(text.to(), start + LONGEST_TAG);
    for (int at = start; at < limit; at++) {
      byte b = text.at(at);
      if (b == '>') {
        return text.at(at - 1) == '/' ? 0 : at + 1;
      }
      if (b == '<') {
        return 0;
      }
    }
    return 0;
  }
}
