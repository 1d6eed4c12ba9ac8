package dev.fettle.protection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.items.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GlobTest {

  private static final int LONGEST_PATTERN = 200;
  private static final int LONGEST_TEXT = 10_000;

  /** A text that counts how often it is looked at. */
  private static final class Watched implements CharSequence {

    private final String text;
    private long looks;

    Watched(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      looks++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }
  }

  private static boolean byExpression(String pattern, String text) {
    var parts = new ArrayList<String>();
    for (var part : pattern.split("\\*", -1)) {
      parts.add(Pattern.quote(part));
    }
    return Pattern.compile(String.join(".*", parts), Pattern.DOTALL).matcher(text).matches();
  }

  private static String random(SplittableRandom random, String letters, int most) {
    var text = new StringBuilder();
    int length = random.nextInt(most + 1);
    while (text.length() < length) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  @Test
  void a_pattern_means_what_the_same_expression_means() {
    var random = new SplittableRandom(7);
    int matched = 0;
    for (int round = 0; round < 20_000; round++) {
      var pattern = random(random, "ab*", 8);
      var text = random(random, "ab", 12);
      boolean matches = new Glob(pattern).matches(text);
      assertThat(matches).as("%s in %s", pattern, text).isEqualTo(byExpression(pattern, text));
      matched += matches ? 1 : 0;
    }
    assertThat(matched).isBetween(1_000, 19_000);
  }

  @Test
  void stars_may_stand_for_nothing_but_parts_never_overlap() {
    assertThat(new Glob("*").matches("")).isTrue();
    assertThat(new Glob("a**b").matches("ab")).isTrue();
    assertThat(new Glob("aba*aba").matches("ababa")).isFalse();
    assertThat(new Glob("*ab*ba*").matches("aba")).isFalse();
    assertThat(new Glob("Timeout*").matches("timeout of 3 s")).isTrue();
  }

  /** Whatever a tenant writes and a stranger sends: a few looks at each character. */
  @Test
  void no_pattern_looks_at_a_text_more_than_a_few_times() {
    var random = new SplittableRandom(11);
    var patterns =
        new ArrayList<>(
            List.of(
                "*" + "a".repeat(LONGEST_PATTERN - 5) + "nnnb",
                "*a".repeat(LONGEST_PATTERN / 2) + "b",
                "*" + "ab".repeat(99) + "c",
                "a".repeat(LONGEST_PATTERN),
                "*" + "a".repeat(98) + "*" + "a".repeat(98) + "b*"));
    for (int round = 0; round < 200; round++) {
      patterns.add(random(random, "aab*", LONGEST_PATTERN));
    }
    var texts =
        List.of(
            "a".repeat(LONGEST_TEXT),
            "ab".repeat(LONGEST_TEXT / 2),
            ("a".repeat(194) + "b").repeat(LONGEST_TEXT / 195),
            "a".repeat(LONGEST_TEXT - 1) + "b");
    for (var pattern : patterns) {
      for (var text : texts) {
        var watched = new Watched(text);
        new Glob(pattern).matches(watched);
        assertThat(watched.looks)
            .as("looks at %d characters for %s", text.length(), pattern)
            .isLessThanOrEqualTo(4L * text.length() + LONGEST_PATTERN);
      }
    }
  }

  /** The longest that is allowed: the sum of what 200 patterns look at has a limit of its own. */
  @Test
  void two_hundred_patterns_look_at_a_bounded_part_of_an_item() {
    var patterns = Collections.nCopies(200, "*" + "a".repeat(LONGEST_PATTERN - 2) + "b");
    var filters =
        new InboundFilters(
            new IntakeRules(
                Set.of(),
                List.of(),
                patterns,
                List.of(),
                IntakeRules.DEFAULT.scrubbing(),
                List.of("*"),
                true,
                null));
    var texts = new ArrayList<String>(Collections.nCopies(100, "a".repeat(LONGEST_TEXT)));
    texts.set(99, "a".repeat(LONGEST_PATTERN) + "b");

    assertThat(filters.reason(facts(texts))).isNull();
    Collections.reverse(texts);
    assertThat(filters.reason(facts(texts))).isEqualTo(Reason.ERROR_MESSAGE);
  }

  private static ItemFacts facts(List<String> messages) {
    return new ItemFacts(null, null, null, messages, List.of(), null);
  }
}
