package dev.fettle.core.scrub;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.event.IpAddresses;
import dev.fettle.core.scrub.FieldNames.Kind;
import dev.fettle.core.scrub.SecretTexts.Sort;
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
 * text and number is replaced.
 *
 * <p>A name may also stand beside its value instead of before it: in the lists of two that some
 * SDKs make of headers ({@link Places}), and in objects of {@code name} and {@code value}. Any
 * other list is a list: members of a fingerprint or of parameters are no names.
 */
public final class Scrubber {

  /** Stands where a secret was. */
  public static final String FILTERED = "[Filtered]";

  static final byte[] FILTERED_BYTES = FILTERED.getBytes(StandardCharsets.US_ASCII);
  static final byte[] QUOTED = ("\"" + FILTERED + "\"").getBytes(StandardCharsets.US_ASCII);

  /** Bytes of a field's name, and of the name it holds, that are read ahead. */
  private static final int LONGEST_NAMING = 16;

  private static final int LONGEST_NAMED = 128;

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

  /** Is asked before memory is taken for a copy. */
  @FunctionalInterface
  public interface Memory {
    void take(int bytes) throws InterruptedException;
  }

  /**
   * A copy without secrets, or null when there are none. The copy is at most twice as long as the
   * document and some kilobytes.
   */
  public @Nullable ByteSlice scrub(ByteSlice json, Memory memory) throws InterruptedException {
    return off ? null : new Pass(json, memory).run();
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
    private final Places places = new Places();

    private int position;

    /** Depth of the outermost sensitive or safe container we are in, or 0. */
    private int sensitiveDepth;

    private int safeDepth;

    /** What the field's name said, for the value that follows. */
    private Kind pending = Kind.PLAIN;

    Pass(ByteSlice json, Memory memory) {
      this.bytes = json.array();
      this.position = json.offset();
      this.end = json.offset() + json.length();
      this.edits = new Edits(json, memory);
      this.texts = new SecretTexts(bytes, names, scratch, edits);
    }

    @Nullable ByteSlice run() throws InterruptedException {
      while (position < end) {
        byte b = bytes[position];
        switch (b) {
          case '"' -> text();
          case '{', '[' -> open(b == '[');
          case '}', ']' -> close();
          case ',' -> {
            pending = Kind.PLAIN;
            places.next();
            position++;
          }
          case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
          default -> position++;
        }
      }
      return edits.result();
    }

    private void open(boolean list) {
      if (places.opens(list)) {
        texts.beginCode();
      }
      texts.commands().beginList();
      if (pending == Kind.SENSITIVE && sensitiveDepth == 0) {
        sensitiveDepth = places.depth();
      } else if (pending == Kind.SAFE && safeDepth == 0) {
        safeDepth = places.depth();
      }
      pending = Kind.PLAIN;
      position++;
    }

    private void close() {
      if (places.depth() == sensitiveDepth) {
        sensitiveDepth = 0;
      }
      if (places.depth() == safeDepth) {
        safeDepth = 0;
      }
      places.closes();
      texts.commands().beginList();
      pending = Kind.PLAIN;
      position++;
    }

    private void text() throws InterruptedException {
      int from = position + 1;
      int to = texts.endOf(from, end);
      int next = skipBlanks(Math.min(to + 1, end));
      position = Math.min(to + 1, end);
      if (next < end && bytes[next] == ':') {
        pending = name(from, to, true);
        position = next + 1;
        return;
      }
      if (places.isPairName()) {
        pairName(from, to);
        return;
      }
      boolean rowName = places.isRowName();
      var row = places.rowKind();
      if (row.isNamed() && bytes(next) == ']' && isRowValue(from, to)) {
        pending = row;
      } else if (places.isNamedField() && pending == Kind.PLAIN) {
        pending = nameBehind(next);
      }
      value(from, to);
      if (rowName) {
        places.rowName(name(from, to, false));
      } else if (places.isNameField()) {
        var kind = name(from, to, false);
        if (kind.isNamed()) {
          places.nameValue(kind);
        }
      }
    }

    private byte bytes(int index) {
      return index < end ? bytes[index] : 0;
    }

    /** No type of a column and no sentence. */
    private boolean isRowValue(int from, int to) {
      for (int i = from; i < to; i++) {
        if (bytes[i] == ' ') {
          return false;
        }
      }
      return !Rules.TYPES.has(bytes, from, to);
    }

    /** What the field behind a {@code value} says when it is its {@code name}. */
    private Kind nameBehind(int comma) {
      int at = skipBlanks(comma + 1);
      if (bytes(comma) != ',' || bytes(at) != '"') {
        return Kind.PLAIN;
      }
      int stop = at + 1;
      while (stop < end && stop < at + LONGEST_NAMING && bytes[stop] != '"') {
        stop++;
      }
      int colon = skipBlanks(Math.min(stop + 1, end));
      int name = skipBlanks(Math.min(colon + 1, end));
      if (bytes(colon) != ':' || bytes(name) != '"' || !Rules.NAMING.has(bytes, at + 1, stop)) {
        return Kind.PLAIN;
      }
      int close = name + 1;
      while (close < end && close < name + LONGEST_NAMED && bytes[close] != '"') {
        close++;
      }
      return names.kind(bytes, name + 1, close, scratch);
    }

    /** What a name says that may be written with escapes. */
    private Kind name(int from, int to, boolean field) {
      byte[] name = bytes;
      int start = from;
      int stop = to;
      if (texts.isEscaped()) {
        var plain = texts.unescape(from, to);
        name = plain.bytes();
        start = 0;
        stop = plain.length();
      }
      if (field && places.field(name, start, stop)) {
        return places.namedKind(); // the value that an object names
      }
      var kind = names.kind(name, start, stop, scratch);
      if (kind == Kind.PLAIN && Unescaped.isDisguised(name, start, stop)) {
        var plain = texts.undisguise(name, start, stop);
        kind = names.kind(plain.bytes(), 0, plain.length(), scratch);
      }
      // the id of a session, which counts releases by their health, is the first field of its item
      return kind == Kind.LIKELY && field && places.depth() == 1 && isSessionId(name, start, stop)
          ? Kind.IDENTIFIER
          : kind;
    }

    private boolean isSessionId(byte[] name, int from, int to) {
      return to - from == 3 && name[from] == 's' && name[from + 1] == 'i' && name[from + 2] == 'd';
    }

    /** The first of a list of two that is a name and its value. */
    private void pairName(int from, int to) throws InterruptedException {
      var kind = name(from, to, false);
      if (kind == Kind.SENSITIVE && safeDepth == 0) {
        sensitiveDepth = sensitiveDepth == 0 ? places.depth() : sensitiveDepth;
      } else if (kind.isNamed()) {
        places.rowName(kind);
      } else if (kind == Kind.ADDRESS) {
        places.nextIsAddress();
      } else if (sensitiveDepth == 0) {
        value(from, to);
      }
    }

    private void value(int from, int to) throws InterruptedException {
      var kind = places.isAddress() ? Kind.ADDRESS : pending;
      if (safeDepth > 0 || kind == Kind.SAFE || from >= to) {
        return;
      }
      if (kind == Kind.SENSITIVE && places.isCookies()) {
        cookies(from, to);
      } else if (kind == Kind.SENSITIVE
          || (sensitiveDepth > 0 && !places.isTypeWord(bytes, from, to))) {
        edits.hideText(from, to);
      } else if (kind == Kind.ADDRESS) {
        addresses(from, to);
      } else if (kind.isNamed() && isSecret(kind, from, to)) {
        edits.hideText(from, to);
      } else if (places.isMember() && secretTexts && hidesWord(from, to)) {
        return;
      } else if (secretTexts) {
        var sort =
            places.isCode() ? Sort.CODE : kind == Kind.IDENTIFIER ? Sort.IDENTIFIER : Sort.PLAIN;
        texts.scrub(from, to, sort);
      }
    }

    private boolean isSecret(Kind kind, int from, int to) {
      if (!texts.isEscaped()) {
        return SecretValues.isSecret(kind, bytes, from, to);
      }
      var plain = texts.unescape(from, to);
      return SecretValues.isSecret(kind, plain.bytes(), 0, plain.length());
    }

    /** A list of words may be a command and its options. */
    private boolean hidesWord(int from, int to) throws InterruptedException {
      int secret = texts.commands().word(bytes, from, to);
      if (secret >= 0) {
        edits.hideText(secret, to);
      }
      return secret >= 0;
    }

    /** {@code a=b; c=d}: a part without a name is hidden whole. */
    private void cookies(int from, int to) throws InterruptedException {
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
          edits.hideText(value, stop);
        }
        start = stop + 1;
      }
    }

    private void addresses(int from, int to) throws InterruptedException {
      if (texts.isEscaped()) {
        var plain = texts.unescape(from, to);
        var network =
            IpAddresses.anonymize(
                new String(plain.bytes(), 0, plain.length(), StandardCharsets.UTF_8).strip());
        if (network != null) {
          edits.replace(from, to, network.getBytes(StandardCharsets.UTF_8));
        } else {
          texts.scrub(from, to, Sort.PLAIN);
        }
        return;
      }
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

    private void number() throws InterruptedException {
      int from = position;
      while (position < end && isNumberByte(bytes[position])) {
        position++; // letters too: -Infinity is a number to lenient readers
      }
      var row = places.rowKind();
      boolean sensitive =
          pending == Kind.SENSITIVE
              || row == Kind.SENSITIVE
              || ((pending == Kind.PIN || row == Kind.PIN)
                  && SecretValues.isSecret(Kind.PIN, bytes, from, position))
              || (sensitiveDepth > 0 && pending != Kind.SAFE);
      if (sensitive && safeDepth == 0) {
        edits.hideNumber(from, position);
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
