package dev.fettle.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.core.ByteSlice;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.event.EventNormalizer;
import dev.fettle.core.event.NormalizedEvent;
import dev.fettle.core.event.ReceivedContext;
import dev.fettle.core.grouping.Grouping;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.UUID;

/** Any JSON object is an event that the database takes, that stays itself and has its issue. */
class EventFuzzTest {

  private static final ReceivedContext RECEIVED =
      new ReceivedContext(
          Instant.parse("2026-11-25T10:00:00Z"), new UUID(1, 2), "203.0.113.77", true);

  @FuzzTest
  void event(byte[] json) throws Exception {
    NormalizedEvent event;
    try {
      event = EventNormalizer.normalize(ByteSlice.of(json), RECEIVED);
    } catch (MalformedPayloadException declared) {
      assertThat(declared.getMessage()).isNotBlank();
      return;
    }
    var stored = storable(event.toJson());
    var grouping = Grouping.of(event);
    storable(grouping.headline().title().getBytes(UTF_8));
    assertThat(grouping.headline().title()).isNotBlank().hasSizeLessThanOrEqualTo(100);
    assertThat(grouping.headline().culprit()).hasSizeLessThanOrEqualTo(200);
    var again = EventNormalizer.normalize(ByteSlice.of(stored), RECEIVED);
    assertThat(storable(again.toJson())).isEqualTo(stored);
    assertThat(Grouping.of(again).hashes()).isEqualTo(grouping.hashes());
  }

  /**
   * What PostgreSQL takes as text and as jsonb: UTF-8 without NUL, neither as itself nor escaped.
   */
  private static String storable(byte[] bytes) {
    try {
      var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      assertThat(text).doesNotContain("\0", "\\u0000");
      return text;
    } catch (CharacterCodingException e) {
      throw new AssertionError("not UTF-8", e);
    }
  }
}
