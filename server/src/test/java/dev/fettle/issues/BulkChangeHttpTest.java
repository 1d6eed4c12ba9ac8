package dev.fettle.issues;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A change of more issues than one chunk, while events arrive. */
class BulkChangeHttpTest {

  private static final int MORE_THAN_A_CHUNK = 600;

  private final Shop shop =
      new Shop()
          .receive(
              IntStream.range(0, MORE_THAN_A_CHUNK)
                  .mapToObj(i -> Digester.error("E" + i, ""))
                  .toArray(String[]::new));

  /** After each chunk an event of that issue arrives, as far as its times go. */
  private void anEventArrivesAfterEachChunk(String issueId) {
    shop.server
        .jdbc()
        .sql(
            """
            CREATE FUNCTION event_arrives() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              UPDATE issue SET last_seen = last_seen + interval '1 minute'
              WHERE id = TG_ARGV[0]::bigint;
              RETURN NULL;
            END $$
            """)
        .update();
    shop.server
        .jdbc()
        .sql(
            """
            CREATE TRIGGER event_arrives AFTER UPDATE OF status ON issue
            FOR EACH STATEMENT EXECUTE FUNCTION event_arrives(%s)
            """
                .formatted(issueId))
        .update();
  }

  @AfterEach
  void no_more_events() {
    shop.server.jdbc().sql("DROP FUNCTION IF EXISTS event_arrives CASCADE").update();
  }

  @Test
  void misses_no_issue_that_an_event_moves_to_the_top_meanwhile() {
    anEventArrivesAfterEachChunk(shop.issueId("E0"));

    var answer =
        shop.world
            .alice
            .api()
            .put(shop.listPath() + "?query=is:unresolved", Map.of("status", "ignored"));

    assertThat(answer.json().get("updated").intValue()).isEqualTo(MORE_THAN_A_CHUNK);
    assertThat(shop.titles("?query=is:unresolved")).isEmpty();
  }

  @Test
  void hits_no_issue_by_a_word_that_it_does_not_say_any_more() {
    var fingerprint = "\"fingerprint\":[\"one\"]";
    shop.receive(Digester.error("DelquuxError", fingerprint));
    assertThat(shop.titles("?query=delquux")).hasSize(1);
    shop.receive(Digester.error("KeepquuxError", fingerprint));

    assertThat(shop.titles("?query=delquux")).isEmpty();
    var answer =
        shop.world
            .alice
            .api()
            .put(shop.listPath() + "?query=delquux", Map.of("status", "resolved"));

    assertThat(answer.json().get("updated").intValue()).isZero();
    assertThat(shop.titles("?query=!delquux&limit=1&sort=-last_seen"))
        .singleElement()
        .asString()
        .contains("Keepquux");
  }
}
