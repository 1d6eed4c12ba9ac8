package dev.fettle.protection;

import java.util.Locale;

/** A pattern in which {@code *} stands for any text, compared without case. */
final class Glob {

  private static final int LONGEST_TEXT = 10_000;

  private final String pattern;

  Glob(String pattern) {
    this.pattern = pattern.toLowerCase(Locale.ROOT);
  }

  /** Takes time in proportion to both lengths at worst: no pattern can stall the digest. */
  boolean matches(String text) {
    var subject =
        (text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text)
            .toLowerCase(Locale.ROOT);
    int at = 0;
    int patternAt = 0;
    int star = -1;
    int resume = 0;
    while (at < subject.length()) {
      if (patternAt < pattern.length() && pattern.charAt(patternAt) == '*') {
        star = patternAt++;
        resume = at;
      } else if (patternAt < pattern.length() && pattern.charAt(patternAt) == subject.charAt(at)) {
        patternAt++;
        at++;
      } else if (star >= 0) {
        patternAt = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (patternAt < pattern.length() && pattern.charAt(patternAt) == '*') {
      patternAt++;
    }
    return patternAt == pattern.length();
  }
}
