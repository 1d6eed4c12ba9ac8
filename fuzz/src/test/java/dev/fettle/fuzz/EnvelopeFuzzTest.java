package dev.fettle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.core.ByteSlice;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.envelope.ClientReport;
import dev.fettle.core.envelope.Envelope;
import dev.fettle.core.envelope.EnvelopeLimits;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.core.envelope.MalformedEnvelopeException;
import java.util.Arrays;

/** Any bytes are an envelope within its limits, or its first line is refused. */
class EnvelopeFuzzTest {

  private static final EnvelopeLimits LIMITS = new EnvelopeLimits(10, 2_000, 10_000);

  @FuzzTest
  void envelope(byte[] body) {
    int before = Arrays.hashCode(body);
    try {
      var envelope = Envelope.parse(ByteSlice.of(body), LIMITS);
      assertThat(envelope.items()).hasSizeLessThanOrEqualTo(LIMITS.maxItems());
      int bytes = 0;
      for (var item : envelope.items()) {
        assertThat(item.payload().length()).isLessThanOrEqualTo(LIMITS.maxItemBytes());
        assertThat(item.header().quantity()).isNotNegative();
        bytes += item.payload().length();
        if (item.type() == ItemType.CLIENT_REPORT) {
          readReport(item.payload());
        }
      }
      assertThat(bytes).as("payloads lie side by side in the body").isLessThan(body.length);
    } catch (MalformedEnvelopeException declared) {
      assertThat(declared.getMessage()).startsWith("the envelope");
    }
    assertThat(Arrays.hashCode(body)).as("the body is only read").isEqualTo(before);
  }

  private static void readReport(ByteSlice payload) {
    try {
      for (var discarded : ClientReport.parse(payload).discarded()) {
        assertThat(discarded.quantity()).isPositive();
      }
    } catch (MalformedPayloadException declared) {
      assertThat(declared.getMessage()).isNotBlank();
    }
  }
}
