package dev.fettle.core.scrub;

import dev.fettle.core.scrub.FieldNames.Kind;
import java.nio.charset.StandardCharsets;

/**
 * Finds secrets inside a text: {@code token=…} as in queries and forms, {@code 'password': '…'} and
 * {@code \"password\":\"…\"} as in printed objects, {@code scheme://user:password@host}, {@code
 * Bearer …}, JSON web tokens, private keys and {@link CardNumbers}. Works on the bytes between two
 * quotation marks as they are, escapes included. For one document.
 */
final class SecretTexts {

  private static final byte[] FILTERED = Scrubber.FILTERED.getBytes(StandardCharsets.US_ASCII);
  private static final byte[] KEY_BEGIN = ascii("-----BEGIN ");
  private static final byte[] KEY_LABEL = ascii("PRIVATE KEY-----");
  private static final byte[] KEY_END = ascii("-----END ");
  private static final byte[] BEARER = ascii("bearer ");
  private static final byte[] COOKIE = ascii("cookie");
  private static final byte[] AUTHORIZATION = ascii("authorization");
  private static final int SHORTEST_TEXT = 8;
  private static final int SHORTEST_TOKEN_PART = 10;
  private static final int SHORTEST_BEARER = 16;

  /** Bytes at which a secret may be recognised. */
  private static final boolean[] TRIGGERS = new boolean[256];

  private static final boolean[] TOKEN_BYTES = new boolean[256];

  static {
    for (char c : "=:JbB-0123456789".toCharArray()) {
      TRIGGERS[c] = true;
    }
    for (char c = 0; c < 128; c++) {
      TOKEN_BYTES[c] = Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }
  }

  private final byte[] bytes;
  private final FieldNames names;
  private final FieldNames.Scratch scratch;
  private final Edits edits;

  /** Whether the text that {@link #endOf} went over last has a byte worth a second look. */
  private boolean triggered;

  private int from;
  private int to;

  SecretTexts(byte[] bytes, FieldNames names, FieldNames.Scratch scratch, Edits edits) {
    this.bytes = bytes;
    this.names = names;
    this.scratch = scratch;
    this.edits = edits;
  }

  /** Index of the quotation mark that ends a text, or {@code end} when none does. */
  int endOf(int start, int end) {
    boolean seen = false;
    int at = start;
    while (at < end) {
      byte b = bytes[at];
      if (b == '"') {
        break;
      }
      if (b == '\\') {
        at++;
      }
      seen |= TRIGGERS[b & 0xFF];
      at++;
    }
    triggered = seen;
    return Math.min(at, end);
  }

  /** Hides what is secret in the text that {@link #endOf} went over last. */
  void scrub(int start, int stop, boolean identifier) {
    if (!triggered || stop - start < SHORTEST_TEXT) {
      return;
    }
    from = start;
    to = stop;
    int at = start;
    while (at < stop) {
      byte b = bytes[at];
      int after =
          switch (b) {
            case '=' -> assignment(at);
            case ':' -> colon(at);
            case 'J' -> webToken(at);
            case 'b', 'B' -> bearer(at);
            case '-' -> privateKey(at);
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> digits(at, identifier);
            default -> at + 1;
          };
      at = after;
    }
  }

  /** {@code name=value}: the value ends where the next pair begins. */
  private int assignment(int equals) {
    if (!sensitiveNameBefore(equals)) {
      return equals + 1;
    }
    int start = equals + 1;
    if (start < to && bytes[start] == '>') {
      start++; // Ruby prints name=>value
    }
    int quote = quoteAt(start);
    if (quote > start || (start < to && bytes[start] == '\'')) {
      return quoted(start);
    }
    int stop = start;
    while (stop < to && !endsValue(bytes[stop])) {
      stop++;
    }
    return hide(start, stop);
  }

  /** {@code 'name': value} of a printed object, or the password in an address. */
  private int colon(int at) {
    if (at + 2 < to && bytes[at + 1] == '/' && bytes[at + 2] == '/') {
      return userInfo(at + 3);
    }
    boolean quotedName = at > from && (bytes[at - 1] == '"' || bytes[at - 1] == '\'');
    if (!quotedName) {
      return headerLine(at);
    }
    if (!sensitiveNameBefore(at)) {
      return at + 1;
    }
    int start = at + 1;
    while (start < to && bytes[start] == ' ') {
      start++;
    }
    if (quoteAt(start) > start) {
      return quoted(start);
    }
    int stop = start;
    while (stop < to && (TOKEN_BYTES[bytes[stop] & 0xFF] || bytes[stop] == '.')) {
      stop++;
    }
    return isWordValue(start, stop) ? stop : hide(start, stop);
  }

  /** {@code Cookie: …} and {@code Authorization: …} at the beginning of a line, to its end. */
  private int headerLine(int at) {
    int start = at;
    while (start > from && isNameByte(bytes[start - 1])) {
      start--;
    }
    boolean begins = start == from || bytes[start - 1] == '\\' || bytes[start - 1] == '\'';
    if (!begins || !(endsWith(COOKIE, start, at) || endsWith(AUTHORIZATION, start, at))) {
      return at + 1;
    }
    int value = at + 1;
    while (value < to && bytes[value] == ' ') {
      value++;
    }
    int stop = value;
    while (stop < to && bytes[stop] != '\\' && bytes[stop] != '\'') {
      stop++;
    }
    return hide(value, stop);
  }

  private int userInfo(int start) {
    int at = start;
    int colon = -1;
    while (at < to && !endsAuthority(bytes[at])) {
      if (bytes[at] == ':' && colon < 0) {
        colon = at;
      }
      if (bytes[at] == '@') {
        return colon < 0 ? at + 1 : hide(colon + 1, at);
      }
      at++;
    }
    return start;
  }

  /** Index behind an opening quotation mark with its backslashes, or {@code start}. */
  private int quoteAt(int start) {
    int at = start;
    while (at < to && bytes[at] == '\\') {
      at++;
    }
    return at < to && (bytes[at] == '"' || bytes[at] == '\'') ? at + 1 : start;
  }

  /** Hides up to the mark that closes what opens at {@code start}. */
  private int quoted(int start) {
    int inside = quoteAt(start);
    byte mark = bytes[inside - 1];
    int escapes = inside - 1 - start;
    int at = inside;
    while (at < to) {
      if (bytes[at] == mark && escapesBefore(at, inside) <= escapes) {
        return hide(inside, at - escapesBefore(at, inside));
      }
      at++;
    }
    return hide(inside, to);
  }

  private int escapesBefore(int at, int lowest) {
    int count = 0;
    while (at - count - 1 >= lowest && bytes[at - count - 1] == '\\') {
      count++;
    }
    return count;
  }

  private boolean sensitiveNameBefore(int at) {
    int stop = at;
    while (stop > from && (bytes[stop - 1] == '"' || bytes[stop - 1] == '\'')) {
      stop--;
      while (stop > from && bytes[stop - 1] == '\\') {
        stop--;
      }
    }
    int start = stop;
    while (start > from && isNameByte(bytes[start - 1])) {
      start--;
    }
    return names.kind(bytes, start, stop, scratch) == Kind.SENSITIVE;
  }

  /** {@code eyJ…} in two or three parts with full stops between. */
  private int webToken(int at) {
    int start = at - 2;
    if (start < from
        || bytes[start] != 'e'
        || bytes[start + 1] != 'y'
        || (start > from && TOKEN_BYTES[bytes[start - 1] & 0xFF])) {
      return at + 1;
    }
    int header = tokenEnd(start);
    if (header - start < SHORTEST_TOKEN_PART || header >= to || bytes[header] != '.') {
      return at + 1;
    }
    int claims = tokenEnd(header + 1);
    if (claims - header <= SHORTEST_TOKEN_PART) {
      return at + 1;
    }
    return hide(start, claims < to && bytes[claims] == '.' ? tokenEnd(claims + 1) : claims);
  }

  private int tokenEnd(int start) {
    int at = start;
    while (at < to && TOKEN_BYTES[bytes[at] & 0xFF]) {
      at++;
    }
    return at;
  }

  private int bearer(int at) {
    int token = at + BEARER.length;
    if (token >= to) {
      return at + 1;
    }
    if (!equalsIgnoreCase(BEARER, at)) {
      return at + 1;
    }
    int stop = token;
    while (stop < to && isBearerByte(bytes[stop])) {
      stop++;
    }
    return stop - token < SHORTEST_BEARER ? token : hide(token, stop);
  }

  private int privateKey(int at) {
    if (!startsWith(KEY_BEGIN, at)) {
      return at + 1;
    }
    int label = find(KEY_LABEL, at + KEY_BEGIN.length, Math.min(to, at + 60));
    if (label < 0) {
      return at + KEY_BEGIN.length;
    }
    int begin = label + KEY_LABEL.length;
    int end = find(KEY_END, begin, to);
    return hide(begin, end < 0 ? to : end);
  }

  private int digits(int start, boolean identifier) {
    int at = start;
    int count = 0;
    int last = start;
    boolean grouped = false;
    while (at < to) {
      byte b = bytes[at];
      if (b >= '0' && b <= '9') {
        count++;
        last = at + 1;
      } else if ((b == ' ' || b == '-') && at == last) {
        grouped = true;
      } else {
        break;
      }
      at++;
    }
    boolean alone =
        !(start > from && isWordByte(start - 1, start - 2))
            && !(last < to && isWordByte(last, last + 1));
    if (alone && (!identifier || grouped) && CardNumbers.isCard(bytes, start, last, count)) {
      return hide(start, last);
    }
    return Math.max(last, start + 1);
  }

  private int hide(int start, int stop) {
    if (start < stop) {
      edits.replace(start, stop, FILTERED);
    }
    return Math.max(stop, start);
  }

  /** {@code true}, {@code null}, {@code None}: no secret. */
  private boolean isWordValue(int start, int stop) {
    return switch (new String(bytes, start, stop - start, StandardCharsets.ISO_8859_1)) {
      case "true", "false", "null", "None", "True", "False", "nil", "undefined" -> true;
      default -> false;
    };
  }

  private boolean endsWith(byte[] lowerCase, int start, int stop) {
    return stop - start >= lowerCase.length && equalsIgnoreCase(lowerCase, stop - lowerCase.length);
  }

  private boolean equalsIgnoreCase(byte[] lowerCase, int at) {
    for (int i = 0; i < lowerCase.length; i++) {
      byte b = bytes[at + i];
      if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean startsWith(byte[] wanted, int at) {
    if (at + wanted.length > to) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private int find(byte[] wanted, int start, int stop) {
    for (int at = start; at + wanted.length <= stop; at++) {
      if (startsWith(wanted, at)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean endsValue(byte b) {
    return (b <= ' ' && b >= 0)
        || b == '&'
        || b == ';'
        || b == ','
        || b == '"'
        || b == '\''
        || b == '\\'
        || b == '<'
        || b == '>'
        || b == ')'
        || b == '}'
        || b == ']';
  }

  private static boolean endsAuthority(byte b) {
    return (b <= ' ' && b >= 0) || b == '/' || b == '?' || b == '#' || b == '\\' || b == '\'';
  }

  private static boolean isNameByte(byte b) {
    return TOKEN_BYTES[b & 0xFF] || b == '.' || b == '[' || b == ']';
  }

  private static boolean isBearerByte(byte b) {
    return TOKEN_BYTES[b & 0xFF] || b == '.' || b == '~' || b == '+' || b == '/' || b == '=';
  }

  /** A byte that makes digits beside it part of something longer; a full stop between digits is. */
  private boolean isWordByte(int at, int beyond) {
    byte b = bytes[at];
    if (b == '.') {
      return beyond >= from && beyond < to && bytes[beyond] >= '0' && bytes[beyond] <= '9';
    }
    return b < 0 || TOKEN_BYTES[b & 0xFF];
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
