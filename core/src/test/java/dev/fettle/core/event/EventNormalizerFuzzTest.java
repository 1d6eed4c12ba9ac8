package dev.fettle.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.ClientClock;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.grouping.Grouping;
import dev.fettle.core.testing.Capture;
import dev.fettle.core.testing.RandomJson;
import dev.fettle.core.testing.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an object holds, it becomes an event, and the event is fit for the database. */
class EventNormalizerFuzzTest {

  static Stream<Long> seeds() {
    return Seeds.stream();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void every_object_is_an_event_fit_for_the_database(long seed) throws Exception {
    SplittableRandom random = Seeds.random(seed);
    byte[] json = LenientJson.write(RandomJson.event(random));
    NormalizedEvent event = EventNormalizer.normalize(ByteSlice.of(json), Events.SCRUBBING);
    assertThat(ByteSlice.of(event.toJson()).utf8()).doesNotContain("\\u0000", "203.0.113.77");
    assertThat(Events.stored(event))
        .noneMatch(section -> section.isNull() || (section.isContainer() && section.isEmpty()));
    assertThat(event.timestamp())
        .isBetween(
            Events.RECEIVED.minus(ClientClock.MAX_BEHIND),
            Events.RECEIVED.plus(ClientClock.MAX_AHEAD));
    assertThat(event.tags())
        .allSatisfy(
            (key, value) -> assertThat(key.length() + value.length()).isLessThanOrEqualTo(510));
    Grouping grouping = Grouping.of(event);
    assertThat(grouping.headline().title()).isNotBlank().hasSizeLessThanOrEqualTo(100);
    assertThat(grouping.headline().culprit()).hasSizeLessThanOrEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void what_is_stored_normalises_to_itself(long seed) throws Exception {
    byte[] json = LenientJson.write(RandomJson.event(Seeds.random(seed)));
    NormalizedEvent once = EventNormalizer.normalize(ByteSlice.of(json), Events.SCRUBBING);
    NormalizedEvent twice =
        EventNormalizer.normalize(ByteSlice.of(once.toJson()), Events.SCRUBBING);
    assertThat(ByteSlice.of(twice.toJson()).utf8()).isEqualTo(ByteSlice.of(once.toJson()).utf8());
    assertThat(Grouping.of(twice)).isEqualTo(Grouping.of(once));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_damaged_recorded_event_is_read_or_refused(long seed) throws Exception {
    SplittableRandom random = Seeds.random(seed);
    Capture capture = Seeds.pick(random, stores());
    byte[] json = capture.decoded().toByteArray();
    for (int change = 0; change < 5; change++) {
      json[random.nextInt(json.length)] = (byte) random.nextInt();
    }
    try {
      NormalizedEvent event = EventNormalizer.normalize(ByteSlice.of(json), Events.SCRUBBING);
      NormalizedEvent again =
          EventNormalizer.normalize(ByteSlice.of(event.toJson()), Events.SCRUBBING);
      assertThat(Grouping.of(again)).isEqualTo(Grouping.of(event));
    } catch (MalformedPayloadException declared) {
      assertThat(declared.getMessage())
          .matches("(?s)(not JSON: .+|an event is a JSON object, this is .+)");
    }
  }

  private static List<Capture> stores() {
    return Capture.ingest().stream()
        .filter(Capture::isStore)
        .filter(capture -> capture.client().startsWith("python"))
        .toList();
  }
}
