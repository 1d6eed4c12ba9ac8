package dev.fettle.core.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.event.EventNormalizer;
import dev.fettle.core.event.Events;
import dev.fettle.core.event.ReceivedContext;
import dev.fettle.core.testing.Capture;
import dev.fettle.core.testing.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A recorded event stays in its issue whatever changes between two occurrences of the same error.
 */
class GroupingStabilityTest {
  private static final List<Capture> STORES =
      Capture.ingest().stream()
          .filter(Capture::isStore)
          .filter(capture -> capture.client().startsWith("python"))
          .toList();

  static Stream<Long> seeds() {
    return Seeds.stream();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void an_event_stays_in_its_issue_under_irrelevant_changes(long seed) throws Exception {
    SplittableRandom random = Seeds.random(seed);
    ObjectNode event =
        LenientJson.readObject(Seeds.pick(random, STORES).decoded(), JsonLimits.EVENT);
    Grouping before = group(event);
    int changes = 1 + random.nextInt(4);
    ObjectNode changed = event;
    for (int change = 0; change < changes; change++) {
      changed = changed(changed, random);
    }
    assertThat(group(changed).primary()).isEqualTo(before.primary());
    assertThat(group(changed).headline().title()).isEqualTo(before.headline().title());
  }

  private static Grouping group(ObjectNode event) throws Exception {
    ReceivedContext context = new ReceivedContext(Events.RECEIVED, new UUID(1, 2), null, true);
    return Grouping.of(EventNormalizer.normalize(ByteSlice.of(LenientJson.write(event)), context));
  }

  private static ObjectNode changed(ObjectNode event, SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 -> reordered(event, random);
      case 1 -> event.put("event_id", new UUID(random.nextLong(), random.nextLong()).toString());
      case 2 ->
          event
              .put("release", "r" + random.nextInt(1000))
              .put("environment", "e" + random.nextInt(10));
      case 3 ->
          event
              .put("server_name", "host-" + random.nextInt(1000))
              .put("timestamp", 1795453399.5 + random.nextInt(1000));
      case 4 -> moved(event, random);
      default -> with(event, random);
    };
  }

  private static ObjectNode reordered(ObjectNode event, SplittableRandom random) {
    List<String> names = new ArrayList<>(event.propertyNames());
    for (int index = names.size(); index > 1; index--) {
      Collections.swap(names, index - 1, random.nextInt(index));
    }
    ObjectNode reordered = JsonNodeFactory.instance.objectNode();
    names.forEach(name -> reordered.set(name, event.get(name)));
    return reordered;
  }

  /** Other lines: somebody added an import. */
  private static ObjectNode moved(ObjectNode event, SplittableRandom random) {
    int lines = random.nextInt(500);
    for (JsonNode frame : event.findValues("frames")) {
      frame.forEach(one ->
          ((ObjectNode) one)
              .put("lineno", lines + random.nextInt(5))
              .remove(List.of("vars", "context_line", "pre_context")));
    }
    return event;
  }

  private static ObjectNode with(ObjectNode event, SplittableRandom random) {
    event.putObject("tags").put("t" + random.nextInt(10), random.nextInt());
    event.putObject("user").put("id", random.nextInt());
    event.putArray("breadcrumbs").addObject().put("message", "m" + random.nextInt());
    event.putObject("extra").put("x", random.nextDouble());
    return event;
  }
}
