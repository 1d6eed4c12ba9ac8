package dev.fettle.issues;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class IssueQueryTest {

  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private static Term only(String query) {
    var clauses = IssueQuery.parse(query, NOW).clauses();
    assertThat(clauses).hasSize(1);
    return clauses.getFirst().term();
  }

  @Test
  void reads_filters_with_their_sign() {
    var clauses = IssueQuery.parse("is:resolved !level:error \"a b\":\"c d\" word", NOW).clauses();
    assertThat(clauses)
        .containsExactly(
            new IssueQuery.Clause(false, new Term.Is(Term.State.RESOLVED)),
            new IssueQuery.Clause(true, new Term.Column(Term.Field.LEVEL, "error")),
            new IssueQuery.Clause(false, new Term.Word("a b:c d")),
            new IssueQuery.Clause(false, new Term.Word("word")));
  }

  @Test
  void an_unbalanced_quote_and_a_colon_without_value_are_text() {
    assertThat(only("say\"what")).isEqualTo(new Term.Word("say\"what"));
    assertThat(only("TypeError:")).isEqualTo(new Term.Word("TypeError:"));
    assertThat(only("https://example.com/a")).isEqualTo(new Term.Word("https://example.com/a"));
    assertThat(only(":x")).isEqualTo(new Term.Word(":x"));
    assertThat(only("!")).isEqualTo(new Term.Word("!"));
  }

  @Test
  void reads_times_and_numbers() {
    assertThat(only("age:-2h"))
        .isEqualTo(
            new Term.Seen(
                Term.SeenField.FIRST_SEEN, Term.Comparison.AT_LEAST, NOW.minusSeconds(7200)));
    assertThat(only("lastSeen:>2026-11-01"))
        .isEqualTo(
            new Term.Seen(
                Term.SeenField.LAST_SEEN,
                Term.Comparison.MORE,
                Instant.parse("2026-11-01T00:00:00Z")));
    assertThat(only("timesSeen:>=10"))
        .isEqualTo(new Term.Amount(Term.NumberField.EVENTS, Term.Comparison.AT_LEAST, 10));
    assertThat(only("timesSeen:many")).isEqualTo(new Term.Nothing());
    assertThat(only("age:soon")).isEqualTo(new Term.Nothing());
  }

  @Test
  void knows_ids() {
    assertThat(IssueQuery.parse(" 0123456789abcdef0123456789abcdef ", NOW).eventId()).isNotNull();
    assertThat(IssueQuery.parse("SHOP-1A", NOW).shortId()).isEqualTo(new ShortId("shop", 42));
    assertThat(IssueQuery.parse("", NOW).clauses()).isEmpty();
  }

  @Test
  void a_very_long_query_is_bounded() {
    assertThat(IssueQuery.parse("word ".repeat(10_000), NOW).clauses())
        .hasSizeLessThanOrEqualTo(40);
  }
}
