package dev.fettle.issues;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a list of issues is asked for and cannot say. */
class IssueListRefusalsHttpTest {

  private static final Shop SHOP = new Shop();

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tpye:[a] | 1",
        "ab tpye:[a] | 4",
        "\uD83D\uDE80 tpye:[a] | 3",
        "\uD83D\uDC69\u200D\uD83D\uDE80 é 漢字 tpye:[a] | 10",
      })
  void a_place_is_counted_in_characters(String text, int place) {
    var answer = SHOP.world.alice.api().get(SHOP.listPath() + "?query=" + encode(text));
    assertThat(answer.json().get("detail").stringValue())
        .contains("at character %d:".formatted(place));
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "end"})
  void a_time_that_the_database_does_not_know_is_refused(String name) {
    for (var text : List.of("+999999999-12-31T00:00:00Z", "-0500-01-01T00:00:00Z", "now-999999w")) {
      var answer =
          SHOP.world.alice.api().get(SHOP.listPath() + "?%s=%s".formatted(name, encode(text)));
      assertThat(answer.status()).as(text).isEqualTo(422);
    }
  }
}
