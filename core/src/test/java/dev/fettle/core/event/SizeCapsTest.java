package dev.fettle.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class SizeCapsTest {
  private static final String LARGE = "x".repeat(90_000);

  @Test
  void extra_keeps_what_fits_in_order_and_names_the_rest() {
    NormalizedEvent event =
        Events.of(
            "{'extra':{'a':'"
                + LARGE
                + "','b':{'c':'"
                + LARGE
                + "','d':'"
                + LARGE
                + "'},'e':['"
                + LARGE
                + "'],'f':1},'release':'kept'}");
    ObjectNode stored = Events.stored(event);
    assertThat(stored.get("extra").get("a").stringValue()).isEqualTo(LARGE);
    assertThat(stored.get("extra").get("e").stringValue()).isEqualTo("[left out: too large]");
    assertThat(stored.get("extra").get("f").intValue()).isEqualTo(1);
    assertThat(event.release()).isEqualTo("kept");
    assertThat(Events.errors(event)).containsExactly("value_cut extra.e");
  }

  @Test
  void a_context_stays_an_object() {
    NormalizedEvent event =
        Events.of("{'contexts':{'a':{'x':'" + LARGE + "'},'b':{'x':'" + LARGE + "'}}}");
    assertThat(Events.stored(event).get("contexts").get("b").toString())
        .isEqualTo("{\"type\":\"[left out: too large]\"}");
  }

  @Test
  void the_newest_breadcrumbs_keep_their_data() {
    String crumbs =
        IntStream.range(0, 5)
            .mapToObj(index -> "{'message':'m" + index + "','data':{'x':'" + LARGE + "'}}")
            .collect(Collectors.joining(","));
    NormalizedEvent event = Events.of("{'breadcrumbs':[" + crumbs + "]}");
    assertThat(Events.stored(event).get("breadcrumbs").get("values"))
        .extracting(crumb -> crumb.has("data"))
        .containsExactly(false, false, false, true, true);
  }

  @Test
  void the_innermost_frames_keep_their_variables() {
    String frames =
        IntStream.range(0, 4)
            .mapToObj(index -> "{'function':'f" + index + "','vars':{'x':'" + LARGE + "'}}")
            .collect(Collectors.joining(","));
    NormalizedEvent event =
        Events.of("{'exception':[{'type':'A','stacktrace':{'frames':[" + frames + "]}}]}");
    assertThat(
            Events.stored(event)
                .get("exception")
                .get("values")
                .get(0)
                .get("stacktrace")
                .get("frames"))
        .extracting(frame -> frame.has("vars"))
        .containsExactly(false, false, true, true);
    assertThat(event.exceptions().getFirst().frames()).hasSize(4);
  }
}
