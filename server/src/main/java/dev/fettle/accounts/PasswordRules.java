package dev.fettle.accounts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a password must be: GlitchTip's four rules (Django's validators), with the codes its web
 * client knows. "Too common" is a word of the list of 24,000, also written with {@code @} for a and
 * the like and with up to four characters around it, or what a hand types without thinking: runs of
 * the alphabet or the keyboard, repetitions.
 *
 * <p>What anybody would guess of this person is worth nothing: parts of the address, the name of
 * the product. It is taken away, as runs are, and what is left must be something.
 */
final class PasswordRules {

  static final int MAX_LENGTH = 128;
  private static final int MIN_LENGTH = 8;
  private static final int DECORATION = 4;
  private static final int FEW_CHARACTERS = 3;
  private static final int SHORT_UNIT = 4;
  private static final int LITTLE = 5;
  private static final int SHORTEST_WORD = 3;
  private static final int SHORTEST_RUN = 4;
  private static final List<String> OWN_NAMES = List.of("fettle", "glitchtip", "sentry");

  private static final String LIST = "/common-passwords.txt";
  private static final List<String> ROWS =
      List.of("1234567890", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm");

  private static final String LEET = "@4310!$5780";
  private static final String LETTERS = "aaeioisstbo";

  /** A broken rule: its stable code and what to tell the person. */
  record Problem(String code, String message) {}

  private PasswordRules() {}

  /** The first rule it breaks, or null. */
  static @Nullable Problem check(String password, String email) {
    if (password.length() < MIN_LENGTH) {
      return new Problem(
          "password_too_short",
          "This password is too short. It must contain at least %d characters."
              .formatted(MIN_LENGTH));
    }
    if (password.length() > MAX_LENGTH) {
      return new Problem(
          "password_too_long",
          "This password is too long. It must contain at most %d characters."
              .formatted(MAX_LENGTH));
    }
    var lower = password.toLowerCase(Locale.ROOT);
    if (isSimilar(lower, email.toLowerCase(Locale.ROOT))) {
      return new Problem(
          "password_too_similar", "The password is too similar to the email address.");
    }
    if (password.chars().allMatch(Character::isDigit)) {
      return new Problem("password_entirely_numeric", "This password is entirely numeric.");
    }
    if (isTypedBlindly(lower) || isListed(lower) || isLittle(withoutRuns(lower), lower)) {
      return new Problem("password_too_common", "This password is too common.");
    }
    var words =
        new TreeSet<>(
            Comparator.comparingInt(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
    OWN_NAMES.forEach(name -> addWords(words, name));
    addWords(words, email);
    for (var text : List.of(lower, plain(lower))) {
      var rest = without(words, text);
      if (isLittle(withoutRuns(rest), lower) || (!rest.equals(text) && isListed(rest))) {
        return new Problem(
            "password_too_similar",
            "The password is too similar to the email address or to the name of this product.");
      }
    }
    return null;
  }

  /** Whether what was left of a password is no password. */
  private static boolean isLittle(String rest, String password) {
    return rest.length() < password.length()
        && (rest.length() < LITTLE
            || (rest.length() <= MIN_LENGTH && rest.chars().noneMatch(Character::isLetter)));
  }

  /** The words of a name, each also backwards and written with digits for letters. */
  private static void addWords(Set<String> words, String name) {
    for (var word : name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
      if (word.length() >= SHORTEST_WORD) {
        words.add(word);
        words.add(plain(word));
        words.add(new StringBuilder(word).reverse().toString());
      }
    }
  }

  private static String without(Set<String> words, String text) {
    var rest = text;
    for (var word : words) {
      rest = rest.replace(word, "");
    }
    return rest;
  }

  /** Without four and more characters in a row that follow each other. */
  private static String withoutRuns(String text) {
    var rest = new StringBuilder();
    int start = 0;
    for (int i = 1; i <= text.length(); i++) {
      if (i == text.length() || !isNext(text.charAt(i - 1), text.charAt(i))) {
        if (i - start < SHORTEST_RUN) {
          rest.append(text, start, i);
        }
        start = i;
      }
    }
    return rest.toString();
  }

  private static boolean isSimilar(String password, String email) {
    int at = email.indexOf('@');
    var name = at < 0 ? email : email.substring(0, at);
    return password.equals(email)
        || (name.length() >= 4 && password.contains(name) && password.length() - name.length() < 4);
  }

  /** At most every fourth step goes anywhere but on, or there are hardly any characters. */
  private static boolean isTypedBlindly(String password) {
    int jumps = 0;
    for (int i = 1; i < password.length(); i++) {
      if (!isNext(password.charAt(i - 1), password.charAt(i))) {
        jumps++;
      }
    }
    return jumps * 4 <= password.length()
        || password.chars().distinct().count() <= FEW_CHARACTERS
        || repeatsWithin(password, SHORT_UNIT);
  }

  private static boolean isNext(char before, char after) {
    if (Math.abs(before - after) <= 1) {
      return true;
    }
    for (var row : ROWS) {
      int place = row.indexOf(before);
      if (place >= 0 && row.indexOf(after) >= 0 && Math.abs(place - row.indexOf(after)) == 1) {
        return true;
      }
    }
    return false;
  }

  private static boolean repeatsWithin(String password, int longestUnit) {
    for (int unit = 1; unit <= longestUnit; unit++) {
      if (password.regionMatches(unit, password, 0, password.length() - unit)) {
        return true;
      }
    }
    return false;
  }

  /** Reads the list through: passwords are chosen rarely, and memory is needed every day. */
  private static boolean isListed(String password) {
    var candidates = new HashSet<String>();
    for (var text : List.of(password, plain(password))) {
      candidates.add(text);
      candidates.addAll(cores(text));
    }
    var file = Objects.requireNonNull(PasswordRules.class.getResourceAsStream(LIST), LIST);
    try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))) {
      return lines.lines().anyMatch(candidates::contains);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is left without a few characters before and behind it that are no letters. */
  private static Set<String> cores(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && !Character.isLetter(text.charAt(start))) {
      start++;
    }
    while (end > start && !Character.isLetter(text.charAt(end - 1))) {
      end--;
    }
    int decoration = start + text.length() - end;
    return decoration > DECORATION || end - start < DECORATION
        ? Set.of()
        : Set.of(text.substring(start, end));
  }

  private static String plain(String text) {
    var letters = new StringBuilder(text);
    for (int i = 0; i < letters.length(); i++) {
      int leet = LEET.indexOf(letters.charAt(i));
      if (leet >= 0) {
        letters.setCharAt(i, LETTERS.charAt(leet));
      }
    }
    return letters.toString();
  }
}
