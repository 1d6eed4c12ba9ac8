package dev.fettle.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@code bench seed} and {@code bench read}.
 *
 * @param issues 0: one for 200 events, at least 200 and at most 50,000
 * @param requests of each kind and pass
 * @param port of the product, 0 for a free one
 */
record ReadOptions(
    boolean seeds, Path data, long events, long issues, int requests, int port, String command) {

  private static final long MOST_ISSUES = 50_000;
  private static final long EVENTS_OF_AN_ISSUE = 200;

  /** The options when the first word is one of the two, else null. */
  static @Nullable ReadOptions parse(String... arguments) {
    var words = new ArrayDeque<>(Arrays.asList(arguments));
    var first = words.isEmpty() ? "" : words.remove();
    if (!first.equals("seed") && !first.equals("read")) {
      return null;
    }
    Path data = null;
    long events = 1_000_000;
    long issues = 0;
    int requests = 40;
    int port = 0;
    while (!words.isEmpty()) {
      var word = words.remove();
      var value = words.isEmpty() ? "" : words.remove();
      switch (word) {
        case "--data" -> data = Path.of(value).toAbsolutePath();
        case "--events" -> events = number(word, value, 1_000, 1_000_000_000);
        case "--issues" -> issues = number(word, value, 200, 10_000_000);
        case "--requests" -> requests = (int) number(word, value, 1, 100_000);
        case "--port" -> port = (int) number(word, value, 1, 65_535);
        default ->
            throw new UsageException(
                "bench %s does not know \"%s\": see ./fettle bench --help".formatted(first, word));
      }
    }
    if (data == null) {
      throw new UsageException("bench %s needs --data DIR, the seeded folder.".formatted(first));
    }
    return new ReadOptions(
        first.equals("seed"),
        data,
        events,
        issues == 0 ? Math.clamp(events / EVENTS_OF_AN_ISSUE, 200, MOST_ISSUES) : issues,
        requests,
        port,
        "./fettle bench " + String.join(" ", arguments));
  }

  private static long number(String option, String text, long least, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // reported below, with the range
    }
    throw new UsageException(
        "%s is \"%s\": expected a number from %d to %d.".formatted(option, text, least, most));
  }
}
