package dev.fettle.core.scrub;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.event.IpAddresses;
import dev.fettle.core.scrub.FieldNames.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces secrets in JSON by {@link #FILTERED}: values of fields whose names say so, and what
 * looks like a secret in any text (see {@link SecretTexts}). Immutable and thread-safe.
 *
 * <p>Implementation note. The bytes are read once, from front to back, as tokens: texts, numbers
 * and brackets. Grammar is not checked, so a document that is cut off or malformed is scrubbed as
 * far as its tokens go; whether it is JSON at all is for the digest to say. What follows a
 * quotation mark that never ends is one text. Empty texts, {@code true}, {@code false} and {@code
 * null} are kept: they hide nothing. Inside a sensitive object or list the names stay and every
 * text and number is replaced. A list of two, {@code ["Cookie", "a=b"]}, is a name and its value:
 * so headers come from some SDKs.
 */
public final class Scrubber {

  /** Stands where a secret was. */
  public static final String FILTERED = "[Filtered]";

  private static final byte[] FILTERED_BYTES = FILTERED.getBytes(StandardCharsets.US_ASCII);
  private static final byte[] QUOTED = ("\"" + FILTERED + "\"").getBytes(StandardCharsets.US_ASCII);

  private final boolean off;
  private final boolean secretTexts;
  private final FieldNames names;

  /**
   * Makes a scrubber.
   *
   * @param defaults whether the usual names and forms of secrets are known
   * @param sensitiveFields more names of fields, whose values are replaced
   * @param safeFields names of fields that are never looked at, with all that is in them
   * @param anonymizeAddresses whether addresses of clients in fields made for them are shortened
   */
  public Scrubber(
      boolean defaults,
      List<String> sensitiveFields,
      List<String> safeFields,
      boolean anonymizeAddresses) {
    this.off = !defaults && sensitiveFields.isEmpty() && !anonymizeAddresses;
    this.secretTexts = defaults;
    this.names = new FieldNames(defaults, sensitiveFields, safeFields, anonymizeAddresses);
  }

  /** A copy without secrets, or null when there are none. */
  public @Nullable ByteSlice scrub(ByteSlice json) {
    return off ? null : new Pass(json).run();
  }

  /** Whether it changes nothing at all. */
  public boolean isOff() {
    return off;
  }

  /** One document on its way. */
  private final class Pass {

    private final byte[] bytes;
    private final int end;
    private final Edits edits;
    private final FieldNames.Scratch scratch = new FieldNames.Scratch();
    private final SecretTexts texts;

    private int position;
    private int depth;

    /** Depth of the outermost sensitive or safe container we are in, or 0. */
    private int sensitiveDepth;

    private int safeDepth;

    /** What the field's name said, for the value that follows. */
    private Kind pending = Kind.PLAIN;

    /** Whether the last token was an opening bracket of a list. */
    private boolean first;

    /** Whether the value belongs to a field named {@code type}. */
    private boolean typeField;

    /** Whether it belongs to {@code cookies}: written as a text, the names in it stay. */
    private boolean cookiesField;

    Pass(ByteSlice json) {
      this.bytes = json.array();
      this.position = json.offset();
      this.end = json.offset() + json.length();
      this.edits = new Edits(json);
      this.texts = new SecretTexts(bytes, names, scratch, edits);
    }

    @Nullable ByteSlice run() {
      while (position < end) {
        byte b = bytes[position];
        switch (b) {
          case '"' -> text();
          case '{', '[' -> open(b == '[');
          case '}', ']' -> close();
          case ',' -> {
            pending = Kind.PLAIN;
            typeField = false;
            first = false;
            position++;
          }
          case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
          default -> position++;
        }
      }
      return edits.result();
    }

    private void open(boolean list) {
      depth++;
      if (pending == Kind.SENSITIVE && sensitiveDepth == 0) {
        sensitiveDepth = depth;
      } else if (pending == Kind.SAFE && safeDepth == 0) {
        safeDepth = depth;
      }
      pending = Kind.PLAIN;
      typeField = false;
      first = list;
      position++;
    }

    private void close() {
      if (depth == sensitiveDepth) {
        sensitiveDepth = 0;
      }
      if (depth == safeDepth) {
        safeDepth = 0;
      }
      depth = Math.max(0, depth - 1);
      pending = Kind.PLAIN;
      first = false;
      position++;
    }

    private void text() {
      int from = position + 1;
      int to = texts.endOf(from, end);
      int next = skipBlanks(Math.min(to + 1, end));
      byte follower = next < end ? bytes[next] : 0;
      position = Math.min(to + 1, end);
      if (follower == ':') {
        pending = names.kind(bytes, from, to, scratch);
        typeField = isName("type", from, to);
        cookiesField = isName("cookies", from, to);
        first = false;
        position = next + 1;
        return;
      }
      boolean pairName = first && follower == ',' && sensitiveDepth == 0 && safeDepth == 0;
      value(from, to, pending);
      first = false;
      if (pairName) {
        pair(from, to, next);
      }
    }

    /** A list of exactly two texts is a name and its value. */
    private void pair(int from, int to, int comma) {
      int open = skipBlanks(comma + 1);
      if (open >= end || bytes[open] != '"') {
        return;
      }
      var kind = names.kind(bytes, from, to, scratch);
      if (kind != Kind.SENSITIVE && kind != Kind.ADDRESS) {
        return;
      }
      int close = texts.endOf(open + 1, end);
      int next = skipBlanks(Math.min(close + 1, end));
      if (next < end && bytes[next] == ']') {
        value(open + 1, close, kind);
        position = close + 1;
      }
    }

    private void value(int from, int to, Kind kind) {
      if (safeDepth > 0 || kind == Kind.SAFE || from >= to) {
        return;
      }
      if (kind == Kind.SENSITIVE && cookiesField) {
        cookies(from, to);
      } else if (kind == Kind.SENSITIVE || (sensitiveDepth > 0 && !typeField)) {
        edits.replace(from, to, FILTERED_BYTES);
      } else if (kind == Kind.ADDRESS) {
        addresses(from, to);
      } else if (secretTexts) {
        texts.scrub(from, to, kind == Kind.IDENTIFIER);
      }
    }

    /** {@code a=b; c=d}: a part without a name is hidden whole. */
    private void cookies(int from, int to) {
      int start = from;
      while (start < to) {
        int equals = -1;
        int stop = start;
        while (stop < to && bytes[stop] != ';') {
          if (bytes[stop] == '=' && equals < 0) {
            equals = stop;
          }
          stop++;
        }
        int value = equals < 0 ? skipBlanks(start) : equals + 1;
        if (value < stop) {
          edits.replace(value, stop, FILTERED_BYTES);
        }
        start = stop + 1;
      }
    }

    private boolean isName(String name, int from, int to) {
      if (to - from != name.length()) {
        return false;
      }
      for (int i = 0; i < name.length(); i++) {
        if (bytes[from + i] != name.charAt(i)) {
          return false;
        }
      }
      return true;
    }

    private void addresses(int from, int to) {
      var list = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      var networks = new StringBuilder();
      for (var part : list.split(",", 50)) {
        var address = part.strip();
        var network = IpAddresses.anonymize(address);
        networks.append(networks.isEmpty() ? "" : ", ").append(network == null ? address : network);
      }
      if (!networks.toString().equals(list)) {
        edits.replace(from, to, networks.toString().getBytes(StandardCharsets.UTF_8));
      }
    }

    private void number() {
      int from = position;
      while (position < end && isNumberByte(bytes[position])) {
        position++; // letters too: -Infinity is a number to lenient readers
      }
      boolean sensitive = pending == Kind.SENSITIVE || (sensitiveDepth > 0 && pending != Kind.SAFE);
      if (sensitive && safeDepth == 0) {
        edits.replace(from, position, QUOTED);
      }
    }

    private int skipBlanks(int from) {
      int at = from;
      while (at < end
          && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
        at++;
      }
      return at;
    }
  }

  private static boolean isNumberByte(byte b) {
    return (b >= '0' && b <= '9')
        || (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || b == '-'
        || b == '+'
        || b == '.';
  }
}
