package dev.fettle.core.scrub;

import dev.fettle.core.scrub.Rules.Where;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the name of a field says about its value. Names are compared without case and without {@code
 * _ - .} and blanks: {@code API-Key}, {@code api_key} and {@code apiKey} are the same.
 *
 * <p>Implementation note. A name is looked at byte by byte; only where two bytes are the first of a
 * stem are stems compared, so that most names cost a table look-up per byte. A stem that is a word
 * on its own ({@code token}) must begin and end where words do, so that {@code max_tokens} and
 * {@code tokenizer} are kept.
 */
final class FieldNames {

  /** What becomes of a value. */
  enum Kind {
    /** Looked at by what is in it. */
    PLAIN,
    /** Replaced whatever is in it. */
    SENSITIVE,
    /** Replaced when it looks like a secret: the name is one of ordinary things too. */
    LIKELY,
    /** Replaced when it is some digits. */
    PIN,
    /** Says where a server is: replaced, unless its password can be taken out of it. */
    CONNECTION,
    /** Never looked at. */
    SAFE,
    /** Addresses are shortened. */
    ADDRESS,
    /** An identifier: digits in it are no card number. */
    IDENTIFIER;

    /** Whether the value may have to be replaced: {@link SecretValues} decides. */
    boolean isNamed() {
      return this == SENSITIVE || this == LIKELY || this == PIN || this == CONNECTION;
    }
  }

  /** Bytes of a name that are looked at in one piece; of a longer one the first and the last. */
  private static final int LONGEST = 256;

  private static final int BYTES = 256;
  private static final int PAIRS = 1024;

  private static final class Stem {
    private final byte[] bytes;
    private final Where where;
    private final Kind kind;

    Stem(String text, Where where, Kind kind) {
      this.bytes = text.getBytes(StandardCharsets.UTF_8);
      this.where = where;
      this.kind = kind;
    }

    boolean stands(Scratch scratch, int at, int end) {
      return switch (where) {
        case PART -> true;
        case WORD -> scratch.wordAt(at) && scratch.wordAt(end);
        case LAST -> scratch.wordAt(at) && end == scratch.length;
      };
    }
  }

  private static final Stem[] NONE = {};

  /** Stems by their first two bytes; most pairs of a name are of none. */
  private final Stem[][] byPair = new Stem[PAIRS][];

  private final NameSet safe;
  private final boolean anonymizeAddresses;

  FieldNames(boolean defaults, List<String> more, List<String> safe, boolean anonymizeAddresses) {
    var stems = new ArrayList<Stem>();
    if (defaults) {
      for (var rule : Rules.NAMES) {
        for (var text : rule.texts()) {
          forms(text).forEach(form -> stems.add(new Stem(form, rule.where(), rule.kind())));
        }
      }
    }
    for (var name : more) {
      forms(name).forEach(form -> stems.add(new Stem(form, Where.WORD, Kind.SENSITIVE)));
    }
    Arrays.fill(byPair, NONE);
    for (var stem : stems) {
      byte first = stem.bytes[0];
      if (stem.bytes.length > 1) {
        add(stem, pair(first, stem.bytes[1]));
      } else {
        IntStream.range(0, BYTES).forEach(second -> add(stem, pair(first, (byte) second)));
      }
    }
    var never = new HashSet<>(Rules.ALWAYS_SAFE);
    safe.forEach(name -> never.addAll(forms(name)));
    this.safe = new NameSet(never);
    this.anonymizeAddresses = anonymizeAddresses;
  }

  private void add(Stem stem, int pair) {
    var all = Arrays.copyOf(byPair[pair], byPair[pair].length + 1);
    all[all.length - 1] = stem;
    byPair[pair] = all;
  }

  /** Memory for looking at names; for one thread. */
  static final class Scratch {
    private final byte[] name = new byte[LONGEST];
    private final boolean[] wordStart = new boolean[LONGEST];
    private int length;

    private void read(byte[] bytes, int from, int to) {
      int count = 0;
      boolean start = true;
      boolean lower = false;
      for (int i = from; i < to && count < LONGEST; i++) {
        byte b = bytes[i];
        if (b >= 'A' && b <= 'Z') {
          start |= lower || (i + 1 < to && bytes[i + 1] >= 'a' && bytes[i + 1] <= 'z');
          lower = false;
          b = (byte) (b + 'a' - 'A');
        } else if (b == '_' || b == '-' || b == '.' || b == ' ' || b == '[' || b == ']') {
          start = true;
          continue;
        } else {
          lower = true;
        }
        wordStart[count] = start;
        start = false;
        name[count++] = b;
      }
      length = count;
    }

    private boolean wordAt(int index) {
      return index >= length || wordStart[index];
    }
  }

  /** What the name at these positions says. */
  Kind kind(byte[] bytes, int from, int to, Scratch scratch) {
    if (from >= to) {
      return Kind.PLAIN;
    }
    if (to - from > LONGEST) {
      var end = kind(bytes, to - LONGEST, to, scratch);
      if (end.isNamed()) {
        return end;
      }
    }
    scratch.read(bytes, from, to);
    int length = scratch.length;
    if (safe.has(scratch.name, 0, length)) {
      return Kind.SAFE;
    }
    var kind = Kind.PLAIN;
    for (int i = 0; i < length; i++) {
      byte next = i + 1 < length ? scratch.name[i + 1] : 0;
      var found = match(byPair[pair(scratch.name[i], next)], scratch, i);
      if (found == Kind.SENSITIVE) {
        return found;
      }
      kind = found == Kind.PLAIN ? kind : found;
    }
    if (kind != Kind.PLAIN) {
      return kind;
    }
    if (anonymizeAddresses && Rules.ADDRESSES.has(scratch.name, 0, length)) {
      return Kind.ADDRESS;
    }
    return length >= 2 && scratch.name[length - 1] == 'd' && scratch.name[length - 2] == 'i'
        ? Kind.IDENTIFIER
        : Kind.PLAIN;
  }

  private static int pair(byte first, byte second) {
    return (first * 31 + second) & (PAIRS - 1);
  }

  private static Kind match(Stem[] stems, Scratch scratch, int at) {
    var kind = Kind.PLAIN;
    for (var stem : stems) {
      int end = at + stem.bytes.length;
      if (end <= scratch.length
          && stem.stands(scratch, at, end)
          && equal(stem.bytes, scratch.name, at)) {
        if (stem.kind == Kind.SENSITIVE) {
          return stem.kind;
        }
        kind = stem.kind;
      }
    }
    return kind;
  }

  private static boolean equal(byte[] stem, byte[] name, int at) {
    for (int i = 0; i < stem.length; i++) {
      if (stem[i] != name[at + i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * What is compared of a name. Only letters of ASCII are compared without case, so that a name in
   * another language has three forms: small, capital, and small with a capital in front.
   */
  private static Set<String> forms(String name) {
    var plain = name.replaceAll("[_\\-. \\[\\]]", "");
    var forms = new HashSet<String>();
    var small = plain.toLowerCase(Locale.ROOT);
    var capital = plain.toUpperCase(Locale.ROOT);
    var mixed = small.isEmpty() ? small : capital.charAt(0) + small.substring(1);
    for (var form : List.of(small, capital, mixed)) {
      var text = new StringBuilder();
      form.chars()
          .forEach(unit -> text.append((char) (unit >= 'A' && unit <= 'Z' ? unit + 32 : unit)));
      if (!text.isEmpty() && text.length() <= LONGEST / 4) {
        forms.add(text.toString());
      }
    }
    return forms;
  }
}
