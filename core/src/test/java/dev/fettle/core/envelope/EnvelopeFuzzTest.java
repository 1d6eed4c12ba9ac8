package dev.fettle.core.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.testing.Seeds;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Properties of the framing: what was framed is found again, and no bytes cause anything but the
 * declared failure.
 */
class EnvelopeFuzzTest {

  static Stream<Long> seeds() {
    return Seeds.stream();
  }

  /** What a well-behaved client could have sent, and the payloads in it. */
  private record Sent(ByteSlice body, List<ByteSlice> payloads) {

    private static Sent random(SplittableRandom random) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.writeBytes(ascii("{}\n"));
      List<ByteSlice> payloads = new ArrayList<>();
      int items = random.nextInt(6);
      for (int item = 0; item < items; item++) {
        boolean withLength = random.nextInt(3) > 0;
        byte[] payload =
            withLength ? Seeds.bytes(random, 60) : ascii("{\"n\":" + random.nextInt(1000) + "}");
        String type = Seeds.pick(random, List.of("event", "attachment", "session", "new_thing"));
        body.writeBytes(
            ascii(
                "{\"type\":\""
                    + type
                    + "\""
                    + (withLength ? ",\"length\":" + payload.length : "")
                    + "}\n"));
        body.writeBytes(payload);
        boolean last = item == items - 1;
        if (!last || random.nextBoolean()) {
          body.writeBytes(ascii("\n".repeat(1 + random.nextInt(3))));
        }
        payloads.add(ByteSlice.of(payload));
      }
      return new Sent(ByteSlice.of(body.toByteArray()), payloads);
    }

    private static byte[] ascii(String text) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void what_was_framed_is_found_again(long seed) throws Exception {
    Sent sent = Sent.random(Seeds.random(seed));
    Envelope envelope = Envelope.parse(sent.body(), EnvelopeLimits.DEFAULT);
    assertThat(envelope.problems()).isEmpty();
    assertThat(envelope.items())
        .extracting(EnvelopeItem::payload)
        .containsExactlyElementsOf(sent.payloads());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_body_cut_anywhere_keeps_the_items_that_were_complete(long seed) throws Exception {
    SplittableRandom random = Seeds.random(seed);
    Sent sent = Sent.random(random);
    int length = 3 + random.nextInt(sent.body().length() - 2);
    Envelope envelope = Envelope.parse(sent.body().slice(0, length), EnvelopeLimits.DEFAULT);
    int complete = Math.max(0, envelope.items().size() - 1);
    for (int item = 0; item < complete; item++) {
      assertThat(envelope.items().get(item).payload()).isEqualTo(sent.payloads().get(item));
    }
    assertThat(envelope.items().size() + envelope.problems().size())
        .isLessThanOrEqualTo(sent.payloads().size());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void random_bytes_cause_nothing_but_the_declared_failure(long seed) {
    SplittableRandom random = Seeds.random(seed);
    byte[] body = random.nextBoolean() ? Seeds.bytes(random, 300) : damaged(random);
    int before = Arrays.hashCode(body);
    int items = 0;
    try {
      items = Envelope.parse(ByteSlice.of(body), new EnvelopeLimits(5, 200, 100)).items().size();
    } catch (MalformedEnvelopeException declared) {
      assertThat(declared.getMessage()).startsWith("the envelope");
    }
    assertThat(items).isLessThanOrEqualTo(5);
    assertThat(Arrays.hashCode(body)).as("the body is only read").isEqualTo(before);
  }

  private static byte[] damaged(SplittableRandom random) {
    byte[] body = Sent.random(random).body().toByteArray();
    int changes = 1 + random.nextInt(4);
    for (int change = 0; change < changes; change++) {
      body[random.nextInt(body.length)] = (byte) random.nextInt();
    }
    return body;
  }
}
