package dev.fettle.protection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A pattern in which {@code *} stands for any text, compared without case.
 *
 * <p>Takes time in proportion to the text alone, whatever the pattern: the parts between the stars
 * are found one after the other by Knuth, Morris and Pratt, so that no character is looked at more
 * often than a few times. A search that begins again at each place of the text is quadratic in what
 * two strangers choose, a tenant and whoever sends to it.
 */
final class Glob {

  private final String first;
  private final String last;
  private final List<Part> middle = new ArrayList<>();
  private final boolean literal;

  /** A text to find. */
  private static final class Part {

    private final String text;

    /** For each length matched so far, the longest shorter one that is matched as well. */
    private final short[] back;

    Part(String text) {
      this.text = text;
      this.back = new short[text.length()];
      short matched = 0;
      for (int at = 1; at < back.length; at++) {
        while (matched > 0 && text.charAt(at) != text.charAt(matched)) {
          matched = back[matched - 1];
        }
        if (text.charAt(at) == text.charAt(matched)) {
          matched++;
        }
        back[at] = matched;
      }
    }

    /** The place behind its first occurrence, or -1. */
    int endIn(CharSequence subject, int from, int end) {
      int matched = 0;
      for (int at = from; at < end; at++) {
        while (matched > 0 && subject.charAt(at) != text.charAt(matched)) {
          matched = back[matched - 1];
        }
        if (subject.charAt(at) == text.charAt(matched) && ++matched == text.length()) {
          return at + 1;
        }
      }
      return -1;
    }
  }

  Glob(String pattern) {
    var parts = pattern.toLowerCase(Locale.ROOT).split("\\*", -1);
    this.literal = parts.length == 1;
    this.first = parts[0];
    this.last = parts[parts.length - 1];
    for (int index = 1; index < parts.length - 1; index++) {
      if (!parts[index].isEmpty()) {
        middle.add(new Part(parts[index]));
      }
    }
  }

  /** Whether all of a text, which is in lower case, is as the pattern says. */
  boolean matches(CharSequence subject) {
    if (!isAt(first, subject, 0)) {
      return false;
    }
    if (literal) {
      return subject.length() == first.length();
    }
    int at = first.length();
    int end = subject.length() - last.length();
    if (end < at || !isAt(last, subject, end)) {
      return false;
    }
    for (var part : middle) {
      at = part.endIn(subject, at, end);
      if (at < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAt(String part, CharSequence subject, int place) {
    if (subject.length() - place < part.length()) {
      return false;
    }
    for (int index = 0; index < part.length(); index++) {
      if (subject.charAt(place + index) != part.charAt(index)) {
        return false;
      }
    }
    return true;
  }
}
