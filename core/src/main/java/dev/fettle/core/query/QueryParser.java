package dev.fettle.core.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the search language; linear in the text.
 *
 * <pre>
 * query  = clause*                                   separated by blanks, all must hold
 * clause = ["!"] ( key ":" value | text )
 * key    = letters digits _ . -  |  quoted  |  "tags[" name "]"
 * value  = bare | quoted | "[" item ("," item)* "]"  item = bare | quoted
 * text   = bare | quoted                             a bare one with :: or :// is text
 * </pre>
 *
 * <p>A star stands for anything. Between quotes {@code \"}, {@code \\} and {@code \*} are the
 * character itself and any other backslash is one; outside quotes every backslash is one. Nothing
 * is repaired: an unbalanced quote, a quote inside a word, {@code OR}, {@code AND} and brackets
 * around filters are refused with their place.
 */
public final class QueryParser {

  /** Characters (code points) a query may have. */
  public static final int LONGEST = 2_000;

  private static final int LONGEST_KEY = 200;
  private static final int MOST_CLAUSES = 40;
  private static final int MOST_VALUES = 100;
  private static final int MOST_STARS = 5;

  private final String text;
  private int at;

  private QueryParser(String text) {
    this.text = text;
  }

  /**
   * Reads a query.
   *
   * @throws MalformedQueryException at the first part that is not of the language
   */
  public static Query parse(String text) throws MalformedQueryException {
    if (text.codePointCount(0, text.length()) > LONGEST) {
      throw new MalformedQueryException(
          text.offsetByCodePoints(0, LONGEST),
          "a search has at most %d characters: shorten it".formatted(LONGEST));
    }
    return new QueryParser(text).query();
  }

  private Query query() throws MalformedQueryException {
    checkCharacters();
    var clauses = new ArrayList<Clause>();
    skipBlanks();
    while (at < text.length()) {
      if (clauses.size() == MOST_CLAUSES) {
        throw problem(at, "a search has at most %d parts: shorten it".formatted(MOST_CLAUSES));
      }
      clauses.add(clause());
      skipBlanks();
    }
    return new Query(text, clauses);
  }

  private void checkCharacters() throws MalformedQueryException {
    for (int index = 0; index < text.length(); index++) {
      char unit = text.charAt(index);
      boolean paired =
          Character.isHighSurrogate(unit)
              && index + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(index + 1));
      boolean control = Character.isISOControl(unit) && !Character.isWhitespace(unit);
      if (control || (Character.isSurrogate(unit) && !paired)) {
        throw problem(index, "it holds a character that is no text: remove it");
      }
      index += paired ? 1 : 0;
    }
  }

  private Clause clause() throws MalformedQueryException {
    int start = at;
    boolean negated = text.charAt(at) == '!';
    at += negated ? 1 : 0;
    if (negated && (atEnd() || text.charAt(at) == '!')) {
      throw problem(
          start, "! needs one filter or word right behind it; \"!\" searches for the sign");
    }
    if (text.charAt(at) == '"') {
      var quoted = quoted();
      if (at < text.length() && text.charAt(at) == ':') {
        return filter(start, negated, name(quoted), true);
      }
      endOfQuoted();
      if (quoted.text().isBlank()) {
        throw problem(start, "nothing is between the quotes");
      }
      return new Clause.Text(negated, quoted, true, start, at);
    }
    var tag = bracketedName();
    if (tag != null) {
      return filter(start, negated, tag, true);
    }
    int colon = endOfKey();
    if (colon > at && isFilterAt(colon)) {
      var key = text.substring(at, colon);
      at = colon;
      return filter(start, negated, key, false);
    }
    return bareText(start, negated);
  }

  private Clause bareText(int start, boolean negated) throws MalformedQueryException {
    int from = at;
    int end = endOfWord();
    var word = text.substring(from, end);
    if (word.equals("OR") || word.equals("AND")) {
      throw problem(
          from,
          "%s is not supported: all parts must hold; \"%s\" in quotes searches for the word"
              .formatted(word, word));
    }
    if (word.charAt(0) == '(' && word.indexOf(':') > 0) {
      throw problem(
          from, "brackets are not supported: write the filters without them, or text in quotes");
    }
    if (negated && word.codePoints().noneMatch(Character::isLetterOrDigit)) {
      throw problem(start, "put quotes around the text that must not be there");
    }
    return new Clause.Text(negated, bare(end), false, start, at);
  }

  private Clause filter(int start, boolean negated, String key, boolean tag)
      throws MalformedQueryException {
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw problem(start, "a key has 1 to %d characters".formatted(LONGEST_KEY));
    }
    at++;
    if (atEnd()) {
      throw problem(start, "a value must stand right behind the colon");
    }
    char first = text.charAt(at);
    if (first == '[') {
      return new Clause.Filter(negated, key, tag, list(), false, start, at);
    }
    if (first == '"') {
      var value = quoted();
      endOfQuoted();
      return new Clause.Filter(negated, key, tag, List.of(value), false, start, at);
    }
    return new Clause.Filter(negated, key, tag, List.of(bare(endOfWord())), !tag, start, at);
  }

  private List<Phrase> list() throws MalformedQueryException {
    int open = at++;
    var values = new ArrayList<Phrase>();
    while (true) {
      skipBlanks();
      requireOpen(open);
      if (values.size() == MOST_VALUES) {
        throw problem(at, "a list has at most %d values".formatted(MOST_VALUES));
      }
      values.add(item());
      skipBlanks();
      requireOpen(open);
      char next = text.charAt(at);
      if (next != ',' && next != ']') {
        throw problem(at, "a comma or ] must follow a value of a list");
      }
      at++;
      if (next == ']') {
        if (!atEnd()) {
          throw problem(at, "a blank must follow the ] of a list, or put quotes around the value");
        }
        return values;
      }
    }
  }

  private void requireOpen(int open) throws MalformedQueryException {
    if (at >= text.length()) {
      throw problem(open, "the bracket is not closed: add ] or put quotes around the value");
    }
  }

  private Phrase item() throws MalformedQueryException {
    if (text.charAt(at) == '"') {
      return quoted();
    }
    int end = at;
    while (end < text.length()
        && !isBlank(text.charAt(end))
        && ",]".indexOf(text.charAt(end)) < 0) {
      if ("\"[".indexOf(text.charAt(end)) >= 0) {
        throw problem(end, "put quotes around the whole value of the list");
      }
      end++;
    }
    if (end == at) {
      throw problem(at, "a value of the list is missing");
    }
    return bare(end);
  }

  /** Reads on to {@code end}; a star is any text. */
  private Phrase bare(int end) throws MalformedQueryException {
    int from = at;
    at = end;
    return pattern(List.of(text.substring(from, end).split("\\*", -1)), from);
  }

  private Phrase quoted() throws MalformedQueryException {
    int open = at++;
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char unit = text.charAt(at++);
      if (unit == '*') {
        parts.add(part.toString());
        part.setLength(0);
      } else if (unit == '\\' && at < text.length() && "\"\\*".indexOf(text.charAt(at)) >= 0) {
        part.append(text.charAt(at++));
      } else {
        part.append(unit);
      }
    }
    if (at >= text.length()) {
      throw problem(open, "the quote is not closed: add \" at the end, or \\\" inside quotes");
    }
    at++;
    parts.add(part.toString());
    return pattern(parts, open);
  }

  private static Phrase pattern(List<String> parts, int position) throws MalformedQueryException {
    if (parts.size() > MOST_STARS + 1) {
      throw problem(position, "a part has at most %d stars".formatted(MOST_STARS));
    }
    return new Phrase(parts, position);
  }

  private static String name(Phrase quoted) throws MalformedQueryException {
    if (!quoted.literal()) {
      throw problem(quoted.position(), "a key holds no star: write \\* for the character itself");
    }
    return quoted.text();
  }

  private void endOfQuoted() throws MalformedQueryException {
    if (!atEnd()) {
      throw problem(
          at, "a blank must follow the closing quote; inside quotes write \\\" for a quote");
    }
  }

  /** The name of {@code tags[name]:}, read up to the colon; null when it is something else. */
  private @Nullable String bracketedName() throws MalformedQueryException {
    if (!text.startsWith("tags[", at)) {
      return null;
    }
    int from = at;
    at += "tags[".length();
    if (at < text.length() && text.charAt(at) == '"') {
      var quoted = quoted();
      if (text.startsWith("]:", at)) {
        at++;
        return name(quoted);
      }
    } else {
      int end = at;
      while (end < text.length() && text.charAt(end) != ']' && !isBlank(text.charAt(end))) {
        end++;
      }
      if (text.startsWith("]:", end)) {
        var name = text.substring(at, end);
        at = end + 1;
        return name;
      }
    }
    at = from;
    return null;
  }

  /** Where the characters of a bare key end; the beginning when there are none. */
  private int endOfKey() {
    int end = at;
    while (end < text.length() && isKey(text.codePointAt(end), end == at)) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static boolean isKey(int point, boolean first) {
    return Character.isLetterOrDigit(point)
        || point == '_'
        || (!first && (point == '.' || point == '-'));
  }

  /** {@code Rack::Timeout}, {@code http://…} and {@code TypeError:} are text. */
  private boolean isFilterAt(int colon) {
    return colon < text.length()
        && text.charAt(colon) == ':'
        && colon + 1 < text.length()
        && !isBlank(text.charAt(colon + 1))
        && text.charAt(colon + 1) != ':'
        && !text.startsWith("//", colon + 1);
  }

  private int endOfWord() throws MalformedQueryException {
    int end = at;
    while (end < text.length() && !isBlank(text.charAt(end))) {
      if (text.charAt(end) == '"') {
        throw problem(
            end, "a quote stands inside a word: put quotes around all of it, \\\" inside");
      }
      end++;
    }
    return end;
  }

  private boolean atEnd() {
    return at >= text.length() || isBlank(text.charAt(at));
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isBlank(char unit) {
    return Character.isWhitespace(unit) || unit == '\u00a0';
  }

  private static MalformedQueryException problem(int position, String message) {
    return new MalformedQueryException(position, message);
  }
}
