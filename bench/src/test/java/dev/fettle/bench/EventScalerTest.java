package dev.fettle.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class EventScalerTest {

  private static final Path CAPTURES = Path.of("../fixtures/captures");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] TIME = "2026-11-25T07:40:12.345Z".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @EnumSource(Mix.class)
  void brings_every_capture_to_the_wanted_size(Mix mix) {
    var scaler = new EventScaler(mix.payloadBytes(), mix.spread() == Mix.Spread.WIDE, false);
    int issue = 0;
    for (var recorded : Captures.events(CAPTURES)) {
      var text = scaler.scale(recorded, issue);

      assertThat((double) text.length)
          .as("capture %d", issue)
          .isCloseTo(mix.payloadBytes(), within(mix.payloadBytes() * 0.04));
      issue++;
    }
  }

  @ParameterizedTest
  @EnumSource(Mix.class)
  void keeps_an_exception_with_frames_and_a_user(Mix mix) {
    var scaler = new EventScaler(mix.payloadBytes(), mix.spread() == Mix.Spread.WIDE, false);
    int issue = 0;
    for (var recorded : Captures.events(CAPTURES)) {
      var event = filled(scaler.scale(recorded, issue++), 12);

      var exception = event.path("exception").path("values").path(0);
      assertThat(exception.path("stacktrace").path("frames").size()).isPositive();
      assertThat(exception.path("value").asString()).startsWith("Cannot ");
      assertThat(event.path("user").path("email").asString())
          .isEqualTo("user" + event.path("user").path("id").asString() + "@example.com");
      assertThat(event.path("event_id").asString()).hasSize(32);
    }
  }

  @Test
  void names_every_issue_differently() {
    var scaler = new EventScaler(3_000, false, false);
    var recorded = Captures.events(CAPTURES);
    var types = new HashSet<String>();
    for (int issue = 0; issue < Load.ISSUES; issue++) {
      var event = filled(scaler.scale(recorded.get(issue % recorded.size()), issue), 0);
      types.add(event.path("exception").path("values").path(0).path("type").asString());
    }

    assertThat(types).hasSize(Load.ISSUES);
  }

  private static JsonNode filled(byte[] text, long number) {
    var slots = Slots.compile(text);
    var target = new byte[slots.length()];
    slots.fill(target, 0, number, new EventIds(1), TIME);
    return JSON.readTree(target);
  }
}
