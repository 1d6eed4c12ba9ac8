package dev.fettle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.core.ByteSlice;
import dev.fettle.core.ClientClock;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.feedback.Feedback;
import dev.fettle.core.log.LogRecords;
import dev.fettle.core.log.Metrics;
import dev.fettle.core.monitor.CheckIn;
import dev.fettle.core.session.SessionCounts;
import dev.fettle.core.session.SessionUpdate;
import dev.fettle.core.trace.Spans;
import java.time.Instant;
import java.util.UUID;

/** Every small item is read or refused as malformed. */
class ItemsFuzzTest {

  private static final Instant RECEIVED = Instant.parse("2026-11-25T10:00:00Z");
  private static final UUID ID = new UUID(1, 2);

  private interface Reading {
    Object read() throws MalformedPayloadException;
  }

  @FuzzTest
  void items(byte[] bytes) {
    var payload = ByteSlice.of(bytes);
    check(() -> LogRecords.read(payload, ClientClock.of(RECEIVED), true));
    check(() -> Metrics.read(payload, ClientClock.of(RECEIVED), true));
    check(() -> SessionCounts.read(payload));
    check(() -> SessionUpdate.read(payload));
    check(() -> CheckIn.read(payload));
    check(() -> Feedback.report(payload, ID, ClientClock.of(RECEIVED)));
    check(() -> Feedback.feedback(payload, ID, ClientClock.of(RECEIVED)));
    check(() -> Spans.read(payload, true, ClientClock.of(RECEIVED), true));
    check(() -> Spans.read(payload, false, ClientClock.of(RECEIVED), true));
  }

  private static void check(Reading reading) {
    try {
      assertThat(reading.read()).isNotNull();
    } catch (MalformedPayloadException declared) {
      assertThat(declared.getMessage()).isNotBlank();
    }
  }
}
