package dev.fettle.architecture;

import dev.fettle.items.Reason;
import dev.fettle.testkit.Golden;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reasons are stored and have words in the web client: a changed one is a broken promise. */
class ReasonsGoldenTest {

  @Test
  void every_reason_is_the_golden_one() {
    Golden.assertMatches(
        "reasons.txt",
        Arrays.stream(Reason.values())
            .map(reason -> reason.label() + (reason.isFamily() ? "*" : ""))
            .filter(line -> line.length() > 1)
            .sorted()
            .collect(Collectors.joining("\n", "", "\n")));
  }
}
