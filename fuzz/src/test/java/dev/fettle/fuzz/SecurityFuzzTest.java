package dev.fettle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.core.ByteSlice;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.event.EventNormalizer;
import dev.fettle.core.event.ReceivedContext;
import dev.fettle.core.grouping.Grouping;
import dev.fettle.core.security.ReportSource;
import dev.fettle.core.security.SecurityReports;
import java.time.Instant;
import java.util.UUID;

/** A browser's report becomes events with an issue each, or is refused. */
class SecurityFuzzTest {

  private static final Instant RECEIVED = Instant.parse("2026-11-25T10:00:00Z");
  private static final ReportSource SOURCE =
      new ReportSource("1.0", "production", "Mozilla/5.0", RECEIVED);
  private static final ReceivedContext CONTEXT =
      new ReceivedContext(RECEIVED, new UUID(1, 2), "203.0.113.77", true);

  @FuzzTest
  void security(byte[] body) {
    try {
      var events = SecurityReports.events(ByteSlice.of(body), SOURCE);
      assertThat(events).hasSizeBetween(1, SecurityReports.MAX_REPORTS);
      for (var event : events) {
        var normalized = EventNormalizer.normalize(ByteSlice.of(LenientJson.write(event)), CONTEXT);
        assertThat(Grouping.of(normalized).headline().title()).isNotBlank();
      }
    } catch (MalformedPayloadException declared) {
      assertThat(declared.getMessage()).isNotBlank();
    }
  }
}
