package dev.fettle.core.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.testing.Fixtures;
import dev.fettle.core.testing.Seeds;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class OtlpTest {

  private static final Instant RECEIVED = Instant.parse("2026-11-25T09:00:00Z");
  private static final byte[] TRACE = new byte[16];
  private static final byte[] SPAN = {1, 2, 3, 4, 5, 6, 7, 8};

  static {
    TRACE[15] = 7;
  }

  private static ByteSlice recorded(String name) throws Exception {
    return ByteSlice.of(
        Files.readAllBytes(
            Fixtures.directory("captures").resolve("otel-js-0.301.0").resolve(name + ".body")));
  }

  private static List<ObjectNode> entries(OtlpBatch batch) throws MalformedPayloadException {
    var entries = new ArrayList<ObjectNode>();
    for (var container : batch.containers()) {
      var json = LenientJson.readObject(container.payload(), JsonLimits.EVENT);
      assertThat(json.path("items")).hasSize(container.count());
      json.path("items").forEach(item -> entries.add((ObjectNode) item));
    }
    return entries;
  }

  private static String value(JsonNode entry, String attribute) {
    return entry.path("attributes").path(attribute).path("value").asString("");
  }

  /** Everything that differs from run to run. */
  private static void forget(ObjectNode entry) {
    entry.remove(
        List.of(
            "trace_id",
            "span_id",
            "parent_span_id",
            "timestamp",
            "start_timestamp",
            "end_timestamp"));
    entry.path("events").forEach(event -> ((ObjectNode) event).remove("timestamp"));
  }

  @Nested
  class Recorded {

    @Test
    void spans_are_those_that_an_sdk_would_have_sent() throws Exception {
      var spans = entries(OtlpTraces.fromJson(recorded("01-http-otlp-traces")));
      assertThat(spans).hasSize(2);
      var query = spans.getFirst();
      assertThat(query.path("trace_id").stringValue())
          .isEqualTo("db0109865578f67bb78b3c7390c3b6e4");
      assertThat(query.path("parent_span_id").stringValue()).isEqualTo("aba5e155b3b7b210");
      assertThat(query.path("start_timestamp").toString()).isEqualTo("1795455585.539000000");
      assertThat(query.path("is_segment").asBoolean()).isFalse();
      assertThat(query.path("status").stringValue()).isEqualTo("ok");
      assertThat(value(query, "sentry.op")).isEqualTo("db");
      assertThat(value(query, "sentry.release")).isEqualTo("1.2.3");
      assertThat(value(query, "sentry.environment")).isEqualTo("staging");
      assertThat(value(query, "otel.scope.name")).isEqualTo("shop-tracer");
      assertThat(query.path("attributes").has("telemetry.sdk.language")).isFalse();
      var request = spans.getLast();
      assertThat(request.path("name").stringValue()).isEqualTo("GET /checkout");
      assertThat(request.path("is_segment").asBoolean()).isTrue();
      assertThat(request.path("status").stringValue()).isEqualTo("error");
      assertThat(value(request, "sentry.op")).isEqualTo("http.server");
      assertThat(value(request, "exception.type")).isEqualTo("TypeError");
      assertThat(request.path("attributes").path("list").toString())
          .isEqualTo("{\"value\":[\"a\",\"b\"],\"type\":\"array\"}");
      assertThat(request.path("attributes").path("http.response.status_code").toString())
          .isEqualTo("{\"value\":500,\"type\":\"integer\"}");
    }

    @Test
    void logs_are_those_that_an_sdk_would_have_sent() throws Exception {
      var logs = entries(OtlpLogs.fromJson(recorded("02-http-otlp-logs"), RECEIVED));
      assertThat(logs)
          .extracting(log -> log.path("level").stringValue())
          .containsExactly("info", "warn", "error", "error");
      assertThat(logs.getFirst().path("body").stringValue()).isEqualTo("log INFO");
      assertThat(logs.getFirst().path("timestamp").toString()).isEqualTo("1795455585.540000000");
      assertThat(value(logs.getFirst(), "service.name")).isEqualTo("shop-api");
      assertThat(logs.getLast().path("body").stringValue())
          .isEqualTo("{\"structured\":true,\"n\":[1,2]}");
      assertThat(logs.getLast().has("trace_id")).isFalse();
    }

    @Test
    void protobuf_says_the_same_as_json() throws Exception {
      var spans = entries(OtlpTraces.fromProtobuf(recorded("05-proto-otlp-traces")));
      var sameSpans = entries(OtlpTraces.fromJson(recorded("01-http-otlp-traces")));
      spans.forEach(OtlpTest::forget);
      sameSpans.forEach(OtlpTest::forget);
      assertThat(spans).isEqualTo(sameSpans);
      var logs = entries(OtlpLogs.fromProtobuf(recorded("06-proto-otlp-logs"), RECEIVED));
      var sameLogs = entries(OtlpLogs.fromJson(recorded("02-http-otlp-logs"), RECEIVED));
      logs.forEach(OtlpTest::forget);
      sameLogs.forEach(OtlpTest::forget);
      assertThat(logs).isEqualTo(sameLogs);
    }
  }

  @Nested
  class Entries {

    private ObjectNode span(Export span) throws Exception {
      return entries(OtlpTraces.fromProtobuf(Export.of(span.bytes(1, TRACE).bytes(2, SPAN), 1)))
          .getFirst();
    }

    @ParameterizedTest
    @CsvSource({"0, 2, true", "0, 3, false", "0x101, 2, false", "0x301, 3, true"})
    void a_segment_starts_where_the_parent_is_elsewhere(String flags, int kind, boolean segment)
        throws Exception {
      var span = span(new Export().bytes(4, SPAN).number(6, kind).number(16, Long.decode(flags)));
      assertThat(span.path("is_segment").asBoolean()).isEqualTo(segment);
    }

    @ParameterizedTest
    @CsvSource({
      "messaging.system, 4, queue.publish",
      "messaging.system, 5, queue.process",
      "db.system, 3, db",
      "http.method, 3, http.client",
      "rpc.system, 2, rpc.server",
      "faas.trigger, 2, function.x"
    })
    void what_a_span_does_follows_from_its_attributes(String attribute, int kind, String op)
        throws Exception {
      var pair = new Export().text(1, attribute).message(2, new Export().text(1, "X"));
      assertThat(value(span(new Export().message(9, pair).number(6, kind)), "sentry.op"))
          .isEqualTo(op);
    }

    @Test
    void a_span_without_ids_is_counted_as_rejected() throws Exception {
      var batch = OtlpTraces.fromProtobuf(Export.of(new Export().text(5, "nobody"), 3));
      assertThat(batch.entries()).isEqualTo(3);
      assertThat(batch.rejected()).isEqualTo(3);
    }

    @Test
    void entries_are_spread_over_containers() throws Exception {
      var batch = OtlpLogs.fromProtobuf(Export.of(new Export().text(3, "WARN"), 2_500), RECEIVED);
      assertThat(batch.containers())
          .extracting(OtlpBatch.Container::count)
          .containsExactly(1000, 1000, 500);
      assertThat(entries(batch).getLast().path("level").stringValue()).isEqualTo("warn");
    }

    @Test
    void more_entries_than_are_read_at_once_are_refused() {
      var log = Export.of(new Export(), 10_001);
      assertThatThrownBy(() -> OtlpLogs.fromProtobuf(log, RECEIVED))
          .isInstanceOf(TooManyEntriesException.class);
      var json =
          "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":["
              + "{},".repeat(10_000)
              + "{}]}]}]}";
      assertThatThrownBy(() -> OtlpLogs.fromJson(ByteSlice.of(json), RECEIVED))
          .isInstanceOf(TooManyEntriesException.class);
    }

    @Test
    void a_log_without_time_has_that_of_its_arrival() throws Exception {
      var log = entries(OtlpLogs.fromProtobuf(Export.of(new Export(), 1), RECEIVED)).getFirst();
      assertThat(log.path("timestamp").decimalValue().longValue())
          .isEqualTo(RECEIVED.getEpochSecond());
      assertThat(log.path("level").stringValue()).isEqualTo("info");
      assertThat(log.path("body").stringValue()).isEmpty();
    }

    @Test
    void numbers_of_json_come_as_texts_too() throws Exception {
      var json =
          """
          {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"severityNumber":"17","timeUnixNano":1795455585540000000,
           "attributes":[{"key":"n","value":{"intValue":"7"}},{"key":"x","value":{"intValue":"x"}},
             {"key":"d","value":{"doubleValue":"NaN"}}]}]}]}]}
          """;
      var log = entries(OtlpLogs.fromJson(ByteSlice.of(json), RECEIVED)).getFirst();
      assertThat(log.path("level").stringValue()).isEqualTo("error");
      assertThat(log.path("timestamp").toString()).isEqualTo("1795455585.540000000");
      assertThat(log.path("attributes").path("n").path("value").asInt()).isEqualTo(7);
      assertThat(log.path("attributes").has("x")).isFalse();
      assertThat(value(log, "d")).isEqualTo("NaN");
    }
  }

  @Nested
  class Hostile {

    @Test
    void values_nested_without_end_are_cut() throws Exception {
      var value = new Export().text(1, "deep");
      for (int depth = 0; depth < 5_000; depth++) {
        value = new Export().message(5, new Export().message(1, value));
      }
      var log =
          entries(OtlpLogs.fromProtobuf(Export.of(new Export().message(5, value), 1), RECEIVED));
      assertThat(log.getFirst().path("body").stringValue()).hasSizeLessThan(100);
      var json = "{\"arrayValue\":{\"values\":[".repeat(4_000);
      var body =
          ByteSlice.of("{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":" + json);
      assertThatThrownBy(() -> OtlpLogs.fromJson(body, RECEIVED))
          .isInstanceOf(MalformedPayloadException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "[]", "7", "{\"resourceLogs\":"})
    void what_is_no_json_request_is_malformed(String body) {
      assertThatThrownBy(() -> OtlpLogs.fromJson(ByteSlice.of(body), RECEIVED))
          .isInstanceOf(MalformedPayloadException.class);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "{\"resourceLogs\":7}",
          "{\"resourceLogs\":[7,null,{}]}",
          "{\"resourceLogs\":[{\"resource\":7,\"scopeLogs\":{\"logRecords\":[]}}]}"
        })
    void a_request_of_another_shape_has_no_entries(String body) throws Exception {
      assertThat(OtlpLogs.fromJson(ByteSlice.of(body), RECEIVED).entries()).isZero();
    }

    static Stream<Long> seeds() {
      return Seeds.stream();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_damaged_request_is_read_or_refused(long seed) throws Exception {
      var random = Seeds.random(seed);
      for (var name : List.of("05-proto-otlp-traces", "06-proto-otlp-logs")) {
        var bytes = recorded(name).toByteArray();
        for (int change = 0; change < 1 + random.nextInt(10); change++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        read(ByteSlice.of(bytes));
        read(ByteSlice.of(Arrays.copyOf(bytes, random.nextInt(bytes.length))));
      }
      read(ByteSlice.of(Seeds.bytes(random, 2_000)));
    }

    private static void read(ByteSlice bytes) throws Exception {
      try {
        assertThat(OtlpTraces.fromProtobuf(bytes).entries()).isLessThan(bytes.length() + 1);
        assertThat(OtlpLogs.fromProtobuf(bytes, RECEIVED).entries()).isLessThan(bytes.length() + 1);
      } catch (MalformedPayloadException declared) {
        assertThat(declared).hasMessageContaining("protobuf is broken");
      }
    }
  }

  @Nested
  class Answers {

    @Test
    void a_partial_success_says_how_many_and_why() throws Exception {
      assertThat(OtlpAnswer.taken(true, "rejectedSpans", 300, "why").utf8())
          .isEqualTo("{\"partialSuccess\":{\"rejectedSpans\":\"300\",\"errorMessage\":\"why\"}}");
      var answer = new Proto(OtlpAnswer.taken(false, "rejectedSpans", 300, "why"));
      assertThat(answer.next()).isTrue();
      assertThat(answer.field()).isEqualTo(1);
      var partial = answer.message();
      assertThat(partial.next()).isTrue();
      assertThat(partial.number()).isEqualTo(300);
      assertThat(partial.next()).isTrue();
      assertThat(partial.text()).isEqualTo("why");
      assertThat(partial.next()).isFalse();
    }

    @Test
    void a_full_success_is_an_empty_message() {
      assertThat(OtlpAnswer.taken(true, "rejectedSpans", 0, null).utf8()).isEqualTo("{}");
      assertThat(OtlpAnswer.taken(false, "rejectedSpans", 0, null).length()).isZero();
    }
  }
}
