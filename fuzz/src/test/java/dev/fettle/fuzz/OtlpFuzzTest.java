package dev.fettle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.core.ByteSlice;
import dev.fettle.core.ClientClock;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.log.LogRecords;
import dev.fettle.core.otlp.OtlpBatch;
import dev.fettle.core.otlp.OtlpLogs;
import dev.fettle.core.otlp.OtlpTraces;
import dev.fettle.core.otlp.TooManyEntriesException;
import dev.fettle.core.trace.Spans;
import java.time.Instant;

/** Any bytes are logs and spans whose containers we read ourselves, or are refused. */
class OtlpFuzzTest {

  private static final Instant RECEIVED = Instant.parse("2026-11-25T10:00:00Z");

  private interface Reading {
    OtlpBatch read() throws MalformedPayloadException, TooManyEntriesException;
  }

  @FuzzTest
  void otlp(byte[] bytes) throws MalformedPayloadException {
    var body = ByteSlice.of(bytes);
    logs(() -> OtlpLogs.fromProtobuf(body, RECEIVED));
    logs(() -> OtlpLogs.fromJson(body, RECEIVED));
    spans(() -> OtlpTraces.fromProtobuf(body));
    spans(() -> OtlpTraces.fromJson(body));
  }

  private static void logs(Reading reading) throws MalformedPayloadException {
    for (var container : read(reading).containers()) {
      assertThat(LogRecords.read(container.payload(), ClientClock.of(RECEIVED), true)).isNotNull();
    }
  }

  private static void spans(Reading reading) throws MalformedPayloadException {
    for (var container : read(reading).containers()) {
      assertThat(Spans.read(container.payload(), true, ClientClock.of(RECEIVED), true)).isNotNull();
    }
  }

  private static OtlpBatch read(Reading reading) {
    try {
      var batch = reading.read();
      assertThat(batch.containers().stream().mapToInt(OtlpBatch.Container::count).sum())
          .isEqualTo(batch.entries());
      assertThat(batch.rejected()).isBetween(0, batch.entries());
      return batch;
    } catch (MalformedPayloadException | TooManyEntriesException declared) {
      return new OtlpBatch(java.util.List.of(), 0, 0);
    }
  }
}
