package dev.fettle.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.ClientClock;
import dev.fettle.core.log.LogRecords;
import dev.fettle.core.trace.Spans;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * A clock that is wrong by anything: the times of what it sends are moved by what sent_at shows.
 */
class ClockDriftTest {

  private static final Instant NOW = Events.RECEIVED;

  private static NormalizedEvent event(String json, @Nullable Instant sentAt) {
    var context =
        new ReceivedContext(
            ClientClock.of(NOW, sentAt), Events.FALLBACK_ID, null, false, UserAgents.NONE);
    return Events.of(json, context);
  }

  private static String crumb(NormalizedEvent event) {
    JsonNode crumbs = Events.stored(event).path("breadcrumbs").path("values");
    return crumbs.path(0).path("timestamp").asString("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT3H", "-PT3H", "PT2M", "PT17531H", "-PT17531H", "PT876000H"})
  void is_corrected_with_everything_in_the_event(Duration wrong) {
    Instant clock = NOW.plus(wrong);
    var event =
        event(
            "{'timestamp':'%s','breadcrumbs':[{'timestamp':'%s','message':'x'}]}"
                .formatted(clock.minusSeconds(10), clock.minusSeconds(12)),
            clock);

    assertThat(event.timestamp()).isEqualTo(NOW.minusSeconds(10));
    assertThat(crumb(event)).isEqualTo(NOW.minusSeconds(12).toString());
    assertThat(Events.errors(event)).containsExactly("clock_drift timestamp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "-PT40S", "PT5S"})
  void is_none_where_an_upload_may_have_taken_as_long(Duration away) {
    Instant sent = NOW.plus(away);
    var event = event("{'timestamp':'%s'}".formatted(sent.minusSeconds(10)), sent);
    assertThat(event.timestamp()).isEqualTo(sent.minusSeconds(10));
    assertThat(Events.errors(event)).isEmpty();
  }

  @Test
  void does_not_make_an_event_from_an_offline_queue_new() {
    var event = event("{'timestamp':'%s'}".formatted(NOW.minus(Duration.ofDays(3))), NOW);
    assertThat(event.timestamp()).isEqualTo(NOW.minus(Duration.ofDays(3)));
  }

  @Test
  void that_nobody_told_moves_the_breadcrumbs_with_the_event() {
    Instant clock = NOW.minus(Duration.ofDays(730));
    var event =
        event(
            "{'timestamp':'%s','breadcrumbs':[{'timestamp':'%s'}]}"
                .formatted(clock, clock.minusSeconds(2)),
            null);
    assertThat(event.timestamp()).isEqualTo(NOW);
    assertThat(crumb(event)).isEqualTo(NOW.minusSeconds(2).toString());
    assertThat(Events.errors(event)).containsExactly("past_timestamp timestamp");
  }

  /** Found by the fuzzer: what is written is read again, so it must be a time that is read. */
  @Test
  void moves_no_breadcrumb_to_before_all_time() {
    Instant clock = NOW.plus(Duration.ofDays(3650));
    var event =
        event(
            "{'timestamp':'%s','breadcrumbs':[{'timestamp':'1970-01-02T00:00:00Z'}]}"
                .formatted(clock),
            null);
    assertThat(event.timestamp()).isEqualTo(NOW);
    assertThat(crumb(event)).isEqualTo("1970-01-02T00:00:00Z");
  }

  @Test
  void beyond_what_a_date_can_be_costs_nothing() {
    var event =
        event(
            "{'timestamp':'%s','breadcrumbs':[{'timestamp':'+999999999-12-31T23:59:59Z'}]}"
                .formatted(NOW),
            Instant.parse("0001-01-01T00:00:00Z"));
    assertThat(event.timestamp()).isEqualTo(NOW);
  }

  @Test
  void moves_logs_and_spans_and_transactions() throws Exception {
    Instant sent = NOW.minus(Duration.ofDays(400));
    var clock = ClientClock.of(NOW, sent);
    var log =
        ByteSlice.of(
            "{\"items\":[{\"body\":\"x\",\"timestamp\":\"" + sent.minusSeconds(1) + "\"}]}");
    assertThat(LogRecords.read(log, clock, false).records().getFirst().at())
        .isEqualTo(NOW.minusSeconds(1));
    var span =
        """
        {"trace_id":"0123456789abcdef0123456789abcdef","span_id":"0123456789abcdef",
        "start_timestamp":"%s","timestamp":"%s"}
        """
            .formatted(sent.minusSeconds(3), sent.minusSeconds(1));
    var spans = Spans.read(ByteSlice.of(span), false, clock, false).spans();
    assertThat(spans.getFirst().startedAt()).isEqualTo(NOW.minusSeconds(3));
    assertThat(spans.getFirst().durationMicros()).isEqualTo(2_000_000);
    var transaction =
        TransactionNormalizer.normalize(
            ByteSlice.of(span.replace("{\"trace", "{\"transaction\":\"/a\",\"trace")),
            new ReceivedContext(clock, Events.FALLBACK_ID, null, false, UserAgents.NONE));
    assertThat(transaction.startedAt()).isEqualTo(NOW.minusSeconds(3));
  }
}
