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
          EnvelopeRewriter.rewrite(parts, EnvelopeLimits.DEFAULT, change, bytes -> {}).parts()) {
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

  @Test
  void an_item_beyond_its_bound_never_gets_through_and_is_counted_by_who_reads_the_rest()
      throws Exception {
    var large = "{\"message\":\"" + "x".repeat(ItemType.EVENT.maxBytes()) + "\"}";
    var many = "{\"items\":[" + "{},".repeat(5_000) + "{}]}";
    var envelope =
        ByteSlice.of(
            "{}\n{\"type\":\"event\"}\n"
                + large
                + "\n{\"type\":\"log\",\"content_type\":\"application/vnd.sentry.items.log+json\","
                + "\"length\":"
                + many.length()
                + ",\"item_count\":1}\n"
                + many
                + "\n{\"type\":\"session\"}\n{}\n");

    var written =
        EnvelopeRewriter.rewrite(
            pieces(envelope, new SplittableRandom(1)),
            EnvelopeLimits.DEFAULT,
            payload -> null,
            bytes -> {});
    var bytes = new ByteArrayOutputStream();
    written.parts().forEach(part -> bytes.writeBytes(part.toByteArray()));

    assertThat(bytes.size()).isLessThan(400);
    assertThat(written.refusal()).isNull(); // the session is kept
    var read = Envelope.parse(ByteSlice.of(bytes.toByteArray()), EnvelopeLimits.DEFAULT);
    assertThat(read.items()).extracting(EnvelopeItem::type).containsExactly(ItemType.SESSION);
    assertThat(read.problems())
        .extracting(EnvelopeProblem::kind, EnvelopeProblem::itemType, EnvelopeProblem::quantity)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                EnvelopeProblem.Kind.ITEM_TOO_LARGE, ItemType.EVENT, 1),
            org.assertj.core.groups.Tuple.tuple(
                EnvelopeProblem.Kind.TOO_MANY_ENTRIES, ItemType.LOG, 5_001));
  }

  @Test
  void an_envelope_of_which_nothing_is_kept_says_why() throws Exception {
    var large = ByteSlice.of("{}\n{\"type\":\"check_in\"}\n{" + " ".repeat(70_000) + "}");

    var written =
        EnvelopeRewriter.rewrite(
            List.of(large), EnvelopeLimits.DEFAULT, payload -> null, bytes -> {});

    assertThat(java.util.Objects.requireNonNull(written.refusal()).detail())
        .isEqualTo("70002 bytes, an item of type check_in has at most 65536");
  }

  @Test
  void what_the_intake_let_through_is_read_again_although_it_grew() throws Exception {
    var grown = "[" + " ".repeat(ItemType.EVENT.maxBytes() + 100_000) + "]";

    var read =
        Envelope.parse(ByteSlice.of("{}\n{\"type\":\"event\"}\n" + grown), EnvelopeLimits.DEFAULT);

    assertThat(read.items()).hasSize(1);
  }
}
