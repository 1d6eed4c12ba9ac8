package dev.fettle.core.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTest {

  private static String printed(String text) throws MalformedQueryException {
    return QueryParser.parse(text).print();
  }

  private static Clause only(String text) throws MalformedQueryException {
    var clauses = QueryParser.parse(text).clauses();
    assertThat(clauses).hasSize(1);
    return clauses.getFirst();
  }

  private static Clause.Filter filter(String text) throws MalformedQueryException {
    return (Clause.Filter) only(text);
  }

  private static List<String> texts(Clause.Filter filter) {
    return filter.values().stream().map(Phrase::text).toList();
  }

  @Test
  void clauses_keep_their_order_sign_and_place() throws MalformedQueryException {
    var query = QueryParser.parse("  is:resolved !level:error  \"a b\" word ");
    assertThat(query.print()).isEqualTo("is:resolved !level:error \"a b\" word");
    assertThat(query.clauses().stream().map(query::source))
        .containsExactly("is:resolved", "!level:error", "\"a b\"", "word");
  }

  @Test
  void quotes_hold_together_and_escape_themselves() throws MalformedQueryException {
    assertThat(texts(filter("quote:\"say \\\"hi\\\" now\""))).containsExactly("say \"hi\" now");
    assertThat(texts(filter("path:\"C:\\\\My Dir\\\\x.txt\"")))
        .containsExactly("C:\\My Dir\\x.txt");
    assertThat(texts(filter("path:C:\\x.txt"))).containsExactly("C:\\x.txt");
    assertThat(filter("a:\"x \\* y\"").values().getFirst().literal()).isTrue();
    assertThat(filter("a:\"x * y\"").values().getFirst().literal()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"my tag\":\"some value\" | my tag | true",
        "\"a:b\":c | a:b | true",
        "tags[http.status]:504 | http.status | true",
        "tags[a:b]:c | a:b | true",
        "größe:XL | größe | false",
        "http.status_code:5 | http.status_code | false"
      })
  void a_key_may_be_any_text(String text, String key, boolean tag) throws MalformedQueryException {
    assertThat(filter(text).key()).isEqualTo(key);
    assertThat(filter(text).tag()).isEqualTo(tag);
  }

  @Test
  void a_list_holds_values_with_and_without_quotes() throws MalformedQueryException {
    assertThat(texts(filter("level:[error, \"fa, tal\" ,x@1.0]")))
        .containsExactly("error", "fa, tal", "x@1.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Rack::Timeout::RequestTimeoutError",
        "http://localhost:8080/checkout",
        "TypeError:",
        ":x",
        "a/b:c",
        "tags[0]",
        "(anonymous)",
        "don't",
        "100%"
      })
  void this_is_text(String text) throws MalformedQueryException {
    assertThat(only(text)).isInstanceOf(Clause.Text.class);
    assertThat(printed(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "is:new \"unbalanced | 7",
        "say\"what | 3",
        "a:b\"c | 3",
        "a:\"b\"c | 5",
        "\"a\"b | 3",
        "! | 0",
        "!!level:error | 0",
        "a != b | 2",
        "level:[error | 6",
        "level:[error,] | 13",
        "level:[] | 7",
        "level:[a b] | 9",
        "level:[a]b | 9",
        "level:[\"a | 7",
        "level:error OR level:fatal | 12",
        "(level:error level:fatal) | 0",
        "!(level:error | 1",
        "\"\" | 0",
        "\"\":x | 0",
        "\"a*\":x | 0",
        "\"a\": | 0",
        "tags[]:x | 0",
        "a****** | 0"
      })
  void what_is_not_of_the_language_is_refused_with_its_place(String text, int position) {
    assertThatThrownBy(() -> QueryParser.parse(text))
        .isInstanceOfSatisfying(
            MalformedQueryException.class,
            refusal -> assertThat(refusal.position()).isEqualTo(position));
  }

  @Test
  void what_is_too_long_or_no_text_is_refused() {
    for (var text :
        List.of(
            "a".repeat(2_001),
            "a ".repeat(41),
            "a:[" + "b,".repeat(100) + "b]",
            "a".repeat(201) + ":b",
            "a\0b",
            "a\uD800b")) {
      assertThatThrownBy(() -> QueryParser.parse(text)).isInstanceOf(MalformedQueryException.class);
    }
  }

  /** Pieces of which random queries are made: what means something, and what does not. */
  private static final List<String> PIECES =
      List.of(
          "a",
          "is",
          "level",
          ":",
          ":",
          "!",
          "\"",
          "\"",
          "\\",
          "*",
          "[",
          "]",
          "tags[",
          ",",
          " ",
          " ",
          "(",
          ")",
          "/",
          "//",
          "::",
          "ö",
          "\uD83D\uDE00",
          "\u00a0",
          "\n",
          "OR",
          "1",
          "-",
          ".",
          ">",
          "\uD800",
          "\0");

  @Test
  void any_text_is_understood_or_refused_and_what_is_printed_means_the_same() {
    var random = new Random(7);
    int understood = 0;
    for (int round = 0; round < 60_000; round++) {
      var text = new StringBuilder();
      for (int piece = random.nextInt(14); piece >= 0; piece--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      try {
        var query = QueryParser.parse(text.toString());
        understood++;
        var printed = query.print();
        var again = QueryParser.parse(printed);
        assertThat(again.print()).as("of <%s>", text).isEqualTo(printed);
        assertThat(meaning(again)).as("of <%s>", text).isEqualTo(meaning(query));
      } catch (MalformedQueryException refusal) {
        assertThat(refusal.position()).as("of <%s>", text).isBetween(0, text.length());
      } catch (RuntimeException e) {
        fail("<%s> of round %d".formatted(text, round), e);
      }
    }
    assertThat(understood).isGreaterThan(3_000);
  }

  private static List<Object> meaning(Query query) {
    return query.clauses().stream()
        .<Object>map(clause ->
            switch (clause) {
              case Clause.Filter filter ->
                  List.of(
                      filter.negated(),
                      filter.key(),
                      filter.tag(),
                      filter.plain(),
                      filter.values().stream().map(Phrase::parts).toList());
              case Clause.Text text ->
                  List.of(text.negated(), text.quoted(), text.phrase().parts());
            })
        .toList();
  }
}
