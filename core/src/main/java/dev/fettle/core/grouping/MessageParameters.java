package dev.fettle.core.grouping;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the parameters out of a message, so that "user 17 not found" and "user 18 not found" are
 * one issue.
 *
 * <p>Replaced, in this order: URLs' changing parts, e-mail addresses, UUIDs, dates and times, IP
 * addresses, hexadecimal addresses and ids, long quoted texts, numbers. One pass with one
 * alternation: what an earlier alternative took, a later one does not see. A word with a digit
 * inside ({@code utf8}, {@code sha256}, {@code v2}) is a name, not a number.
 *
 * <p>Every alternative is linear and needs no stack: a group that repeats is possessive or bounded,
 * because the others recurse once per repetition. Input is cut before.
 */
final class MessageParameters {
  private static final int MAX_INPUT = 4096;

  /** What may follow the digits: an exponent, a unit, and then no more of a word. */
  private static final String NUMBER_END =
      "(?:[eE][-+]?\\d++)?+(?:(?:ms|µs|ns|s|m|h|d|kB|KB|MB|GB|KiB|MiB|GiB|B|px|%)(?!\\w))?(?!\\w)";

  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?<email>[\\w.+%-]{1,64}+@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8})"
              + "|(?<uuid>\\b[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}\\b)"
              + "|(?<time>\\b\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?\\b"
              + "|\\b\\d{1,2}:\\d{2}:\\d{2}(?:[.,]\\d+)?\\b"
              + "|\\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? [A-Z]?[a-z0-9]{2,3} [A-Za-z0-9]{1,3} [\\d: ]{4,20}\\d)"
              + "|(?<ip>\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b|(?<![\\w:])(?:[0-9a-fA-F]{1,4}:){3,7}[0-9a-fA-F]{1,4}\\b|(?<![\\w:])(?:[0-9a-fA-F]{1,4}:){1,6}:(?:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){0,5})?)"
              + "|(?<hex>\\b0[xX][0-9a-fA-F]+\\b|@[0-9a-fA-F]{6,8}\\b|\\b(?=[a-fA-F]*\\d)(?=\\d*[a-fA-F])[0-9a-fA-F]{7,128}\\b)"
              + "|(?<quoted>'[^'\\n]{24,400}'|\"[^\"\\n]{24,400}\")"
              + "|(?<number>(?<![\\w.])[-+]?\\d++(?:[.,]\\d++(?="
              + NUMBER_END
              + "))*+"
              + NUMBER_END
              + ")");

  private static final String[] KINDS = {"email", "uuid", "time", "ip", "hex", "quoted", "number"};

  private MessageParameters() {}

  /** The message with {@code <number>}, {@code <uuid>} and so on instead of its parameters. */
  static String remove(String message) {
    String input = message.length() > MAX_INPUT ? message.substring(0, MAX_INPUT) : message;
    if (!canHaveParameter(input)) {
      return input.strip();
    }
    return PARAMETER
        .matcher(input)
        .replaceAll(match -> Matcher.quoteReplacement("<" + kind(match) + ">"))
        .strip();
  }

  /**
   * Every parameter has a digit, an at sign or a quotation mark; most messages without save the
   * whole search.
   */
  private static boolean canHaveParameter(String text) {
    for (int index = 0; index < text.length(); index++) {
      char unit = text.charAt(index);
      if ((unit >= '0' && unit <= '9') || unit == '@' || unit == '\'' || unit == '"') {
        return true;
      }
    }
    return false;
  }

  private static String kind(MatchResult match) {
    for (String kind : KINDS) {
      if (match.start(kind) >= 0) {
        return kind;
      }
    }
    throw new IllegalStateException("a match of no alternative: " + match.group());
  }
}
