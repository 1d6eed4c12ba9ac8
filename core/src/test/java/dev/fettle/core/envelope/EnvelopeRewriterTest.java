package dev.fettle.core.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.testing.Capture;
import dev.fettle.core.testing.Seeds;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopeRewriterTest {

  static Stream<Long> seeds() {
    return Seeds.stream();
  }

  private static ByteSlice rewrite(List<ByteSlice> parts, EnvelopeRewriter.Change change) {
    try {
      var out = new ByteArrayOutputStream();
      for (var part :
          EnvelopeRewriter.rewrite(parts, EnvelopeLimits.DEFAULT, change, bytes -> {})) {
        out.writeBytes(part.toByteArray());
      }
      return ByteSlice.of(out.toByteArray());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String rewrite(String envelope) {
    return rewrite(
            List.of(ByteSlice.of(envelope)),
            payload -> {
              var text = payload.utf8();
              return text.contains("secret")
                  ? ByteSlice.of(text.replace("secret", "[Filtered]"))
                  : null;
            })
        .utf8();
  }

  private static List<ByteSlice> pieces(ByteSlice whole, SplittableRandom random) {
    var pieces = new ArrayList<ByteSlice>();
    int at = 0;
    while (at < whole.length()) {
      int size = Math.min(whole.length() - at, 1 + random.nextInt(40));
      pieces.add(whole.slice(at, size));
      at += size;
    }
    return pieces;
  }

  @Test
  void lengths_follow_the_payloads_and_everything_else_stays() {
    assertThat(
            rewrite(
                """
                {"event_id":"secret"}
                {"type":"event","length":14,"x":1}
                {"a":"secret"}
                {"type":"attachment","length":14}
                {"a":"secret"}

                {"type":"session"}
                {"b":"secret"}
                {"type":"session"}
                {"b":"none"}\
                """))
        .isEqualTo(
            """
            {"event_id":"secret"}
            {"type":"event","length":18,"x":1}
            {"a":"[Filtered]"}
            {"type":"attachment","length":14}
            {"a":"secret"}

            {"type":"session"}
            {"b":"[Filtered]"}
            {"type":"session"}
            {"b":"none"}\
            """);
  }

  @Test
  void what_no_reader_will_find_stays() {
    var broken = "{}\n{\"type\":\"event\",\"length\":99}\n{\"a\":\"secret\"}";
    assertThat(rewrite(broken)).isEqualTo(broken);
    assertThat(rewrite("{}\nnonsense\nsecret")).isEqualTo("{}\nnonsense\nsecret");
    assertThat(rewrite("")).isEmpty();
    assertThat(rewrite("{}")).isEqualTo("{}");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void real_envelopes_in_any_pieces_are_read_the_same_with_every_payload_changed(long seed)
      throws Exception {
    var random = new SplittableRandom(seed);
    var captures =
        Capture.ingest().stream()
            .filter(capture -> capture.isEnvelope() && capture.encoding().isEmpty())
            .toList();
    var body = Seeds.pick(random, captures).decoded();
    var before = Envelope.parse(body, EnvelopeLimits.DEFAULT);
    var changes = new ArrayList<ByteSlice>();

    var rewritten =
        rewrite(
            pieces(body, random),
            payload -> {
              if (random.nextBoolean()) {
                return null;
              }
              changes.add(payload);
              return ByteSlice.of("{\"changed\":" + "1".repeat(random.nextInt(1, 50)) + "}");
            });

    var after = Envelope.parse(rewritten, EnvelopeLimits.DEFAULT);
    assertThat(after.header()).isEqualTo(before.header());
    assertThat(after.problems()).isEqualTo(before.problems());
    assertThat(after.items()).hasSameSizeAs(before.items());
    int changed = 0;
    for (int i = 0; i < before.items().size(); i++) {
      var old = before.items().get(i);
      var fresh = after.items().get(i);
      assertThat(fresh.header()).isEqualTo(old.header());
      if (fresh.payload().utf8().startsWith("{\"changed\":")) {
        assertThat(old.payload()).isEqualTo(changes.get(changed++));
      } else {
        assertThat(fresh.payload()).isEqualTo(old.payload());
      }
    }
    assertThat(changed).isEqualTo(changes.size());
  }
}
