package dev.fettle.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.envelope.Envelope;
import dev.fettle.core.envelope.EnvelopeItem;
import dev.fettle.core.envelope.EnvelopeLimits;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.core.envelope.StoreBody;
import dev.fettle.core.event.EventNormalizer;
import dev.fettle.core.event.NormalizedEvent;
import dev.fettle.core.event.ReceivedContext;
import dev.fettle.core.grouping.Grouping;
import dev.fettle.core.testing.Capture;
import dev.fettle.core.testing.Fixtures;
import dev.fettle.core.testing.Golden;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Everything real clients were recorded to send, against goldens in {@code fixtures/expected}. */
class CorpusTest {
  private static final JsonMapper PRETTY = new JsonMapper();
  private static final Instant RECEIVED = Instant.parse("2026-11-24T00:00:00Z");
  private static final UUID FALLBACK_ID = UUID.fromString("00000000-0000-7000-8000-000000000001");

  static List<Capture> captures() {
    return Capture.ingest();
  }

  @Test
  void the_corpus_is_complete_and_needs_no_decoder_of_the_server() {
    assertThat(captures()).hasSize(246);
    assertThat(captures()).extracting(Capture::encoding).containsOnly("", "gzip");
  }

  @ParameterizedTest
  @MethodSource("captures")
  void a_recorded_request_is_read_as_expected(Capture capture) throws Exception {
    List<EnvelopeItem> items = new ArrayList<>();
    ArrayNode events = JsonNodeFactory.instance.arrayNode();
    if (capture.isStore()) {
      StoreBody body = StoreBody.decode(capture.decoded(), 1024 * 1024);
      assertThat(body).isInstanceOf(StoreBody.Json.class);
      events.add(summary(((StoreBody.Json) body).json()));
    } else {
      Envelope envelope = Envelope.parse(capture.decoded(), EnvelopeLimits.DEFAULT);
      assertThat(envelope.problems()).isEmpty();
      assertThat(envelope.items()).isNotEmpty();
      items.addAll(envelope.items());
      for (EnvelopeItem item : items) {
        if (item.type() == ItemType.EVENT || item.type() == ItemType.FEEDBACK) {
          events.add(summary(item.payload()));
        }
      }
    }
    if (!events.isEmpty()) {
      String json = PRETTY.writerWithDefaultPrettyPrinter().writeValueAsString(events) + "\n";
      Golden.check(
          Fixtures.directory("expected")
              .resolve(capture.client())
              .resolve(capture.number() + ".json"),
          json);
    }
  }

  private static ObjectNode summary(ByteSlice payload) throws MalformedPayloadException {
    NormalizedEvent event =
        EventNormalizer.normalize(
            payload, new ReceivedContext(RECEIVED, FALLBACK_ID, "198.51.100.23", true));
    Grouping grouping = Grouping.of(event);
    ObjectNode summary = JsonNodeFactory.instance.objectNode();
    summary.put("title", grouping.headline().title());
    summary.put("culprit", grouping.headline().culprit());
    summary.put("type", event.type().wireName());
    summary.put("level", event.level().wireName());
    summary.put("platform", event.platform());
    summary.put("hash", grouping.primary().toHex());
    summary.put("glitchtip_hash", grouping.glitchTip().toHex());
    summary.put("exceptions", event.exceptions().size());
    summary.put("unhandled", event.isUnhandled());
    summary.put("tags", event.tags().size());
    summary.put("user", event.userKey());
    JsonNode stored = LenientJson.read(ByteSlice.of(event.toJson()), JsonLimits.EVENT).root();
    summary.set("errors", stored.has("errors") ? stored.get("errors") : summary.arrayNode());
    ArrayNode explanation = summary.putArray("grouped_by");
    grouping.explanation().forEach(explanation::add);
    return summary;
  }
}
