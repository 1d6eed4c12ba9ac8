package dev.fettle.core.scrub;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the name of a field says about its value. Names are compared without case and without {@code
 * _ - .} and blanks: {@code API-Key}, {@code api_key} and {@code apiKey} are the same.
 *
 * <p>Implementation note. A name is looked at byte by byte; only where a byte is the first of a
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
    /** Never looked at. */
    SAFE,
    /** Addresses are shortened. */
    ADDRESS,
    /** An identifier: digits in it are no card number. */
    IDENTIFIER
  }

  private static final List<String> DEFAULT_PARTS =
      List.of(
          "password",
          "passwd",
          "passwort",
          "kennwort",
          "motdepasse",
          "passphrase",
          "passcode",
          "secret",
          "apikey",
          "accesskey",
          "privatekey",
          "signingkey",
          "encryptionkey",
          "authorization",
          "credential",
          "cookie",
          "csrf",
          "xsrf",
          "accesstoken",
          "refreshtoken",
          "authtoken",
          "apitoken",
          "idtoken",
          "sessiontoken",
          "bearertoken",
          "sshkey",
          "userpass",
          "dbpass",
          "phpsessid",
          "jsessionid",
          "creditcard",
          "cardnumber",
          "amzsignature");

  private static final List<String> DEFAULT_WORDS =
      List.of("token", "pw", "pwd", "pass", "auth", "ssn", "cvv", "cvc", "jwt", "otp", "bearer");

  private static final Set<String> ADDRESSES =
      Set.of(
          "ipaddress",
          "remoteaddr",
          "remoteaddress",
          "clientip",
          "clientaddress",
          "userip",
          "xforwardedfor",
          "xrealip",
          "xclientip",
          "trueclientip",
          "cfconnectingip");

  /** Lists of packages: their names may hold any word, their versions are no secret. */
  private static final Set<String> ALWAYS_SAFE = Set.of("modules");

  /** Bytes of a name that are looked at in one piece; of a longer one the first and the last. */
  private static final int LONGEST = 256;

  private static final int BYTES = 256;

  private static final class Stem {
    private final byte[] bytes;

    /** Whether it must begin and end where words do. */
    private final boolean word;

    Stem(String text, boolean word) {
      this.bytes = text.getBytes(StandardCharsets.UTF_8);
      this.word = word;
    }
  }

  /** Stems by their first byte. */
  private final Stem[][] byFirst = new Stem[BYTES][0];

  private final Set<String> safe = new HashSet<>(ALWAYS_SAFE);
  private final boolean[] safeLengths = new boolean[LONGEST + 1];
  private final boolean anonymizeAddresses;
  private final boolean[] addressLengths = new boolean[LONGEST + 1];

  FieldNames(boolean defaults, List<String> more, List<String> safe, boolean anonymizeAddresses) {
    var stems = new ArrayList<Stem>();
    if (defaults) {
      DEFAULT_PARTS.forEach(part -> stems.add(new Stem(part, false)));
      DEFAULT_WORDS.forEach(word -> stems.add(new Stem(word, true)));
    }
    for (var name : more) {
      forms(name).forEach(form -> stems.add(new Stem(form, true)));
    }
    for (var stem : stems) {
      int first = stem.bytes[0] & 0xFF;
      var all = new ArrayList<>(List.of(byFirst[first]));
      all.add(stem);
      byFirst[first] = all.toArray(Stem[]::new);
    }
    for (var name : safe) {
      this.safe.addAll(forms(name));
    }
    this.safe.forEach(name ->
        safeLengths[Math.min(LONGEST, name.getBytes(StandardCharsets.UTF_8).length)] = true);
    this.anonymizeAddresses = anonymizeAddresses;
    ADDRESSES.forEach(name -> addressLengths[name.length()] = true);
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
          start |= lower;
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

    private String text() {
      return new String(name, 0, length, StandardCharsets.UTF_8);
    }
  }

  /** What the name at these positions says. */
  Kind kind(byte[] bytes, int from, int to, Scratch scratch) {
    if (from >= to) {
      return Kind.PLAIN;
    }
    if (to - from > LONGEST) {
      var end = kind(bytes, to - LONGEST, to, scratch);
      if (end == Kind.SENSITIVE) {
        return end;
      }
    }
    scratch.read(bytes, from, to);
    int length = scratch.length;
    if (safeLengths[length] && safe.contains(scratch.text())) {
      return Kind.SAFE;
    }
    for (int i = 0; i < length; i++) {
      if (matches(byFirst[scratch.name[i] & 0xFF], scratch, i)) {
        return Kind.SENSITIVE;
      }
    }
    if (anonymizeAddresses && addressLengths[length] && ADDRESSES.contains(scratch.text())) {
      return Kind.ADDRESS;
    }
    return length >= 2 && scratch.name[length - 1] == 'd' && scratch.name[length - 2] == 'i'
        ? Kind.IDENTIFIER
        : Kind.PLAIN;
  }

  private static boolean matches(Stem[] stems, Scratch scratch, int at) {
    for (var stem : stems) {
      int end = at + stem.bytes.length;
      if (end <= scratch.length
          && (!stem.word || (scratch.wordAt(at) && scratch.wordAt(end)))
          && equal(stem.bytes, scratch.name, at)) {
        return true;
      }
    }
    return false;
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
   * another language has two forms.
   */
  private static Set<String> forms(String name) {
    var plain = name.replaceAll("[_\\-. \\[\\]]", "");
    var forms = new HashSet<String>();
    for (var form : List.of(plain.toLowerCase(Locale.ROOT), plain.toUpperCase(Locale.ROOT))) {
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
