package dev.fettle.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.trace.DurationSketch;
import dev.fettle.payloads.PackedJson;
import dev.fettle.testkit.ItemSender;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What SDKs send of transactions and spans, over HTTP, and the rows it becomes. */
class TraceHttpTest {

  private static final String GROUPS =
      """
      SELECT concat_ws('|', name, op, method, event_count, failure_count)
      FROM transaction_group
      WHERE project_id = :project
      ORDER BY name, op, method
      """;

  private static String transaction(String eventId, String more) {
    return """
    {"event_id":"%s","type":"transaction","transaction":"GET /cart","start_timestamp":1795453416.25,"timestamp":1795453416.5,
    "contexts":{"trace":{"trace_id":"0af7651916cd43dd8448eb211c80319c","span_id":"ba9fa1419881a92c","op":"http.server","status":"ok"}}%s}\
    """
        .formatted(eventId, more)
        .replace("\n", "");
  }

  private static JsonNode payload(ItemSender sender) {
    return sender
        .jdbc()
        .sql("SELECT payload, payload_size FROM transaction_event WHERE project_id = :project")
        .param("project", sender.world.projectId)
        .query((rows, _) ->
            JsonMapper.shared()
                .readTree(PackedJson.unpack(rows.getBytes("payload"), rows.getInt("payload_size"))))
        .single();
  }

  @Test
  void a_transaction_of_node_is_stored_and_counted_in_its_group() {
    var sender = ItemSender.create().replay("node-11.12.0/34-static-transaction");
    assertThat(sender.outcomes(1))
        .containsExactlyEntriesOf(java.util.Map.of("accepted transaction", 1L));
    assertThat(sender.rows(GROUPS)).containsExactly("continued|rpc||1|0");
    assertThat(
            sender.rows(
                """
                SELECT concat_ws('|', event_id, trace_id, to_hex(span_id), duration_us, status,
                  release, environment, span_count)
                FROM transaction_event
                WHERE project_id = :project
                """))
        .containsExactly(
            "b674669b-d637-4695-82d3-1ebf5727ce4c|0af76519-16cd-43dd-8448-eb211c80319c"
                + "|ba9fa1419881a92c|2971|ok|demo-app@1.2.3+45|staging|0");
    assertThat(sender.rows("SELECT name FROM environment WHERE project_id = :project"))
        .containsExactly("staging");
    assertThat(payload(sender).at("/contexts/runtime/name").asString()).isEqualTo("node");
  }

  @Test
  void spans_inside_a_transaction_keep_their_place_in_time() {
    var sender = ItemSender.create().replay("browser-7.120.4/14-tracing-transaction");
    sender.outcomes(1);
    var json = payload(sender);
    assertThat(json.get("spans")).isNotEmpty();
    for (var span : json.get("spans")) {
      assertThat(span.get("span_id").asString()).hasSize(16);
      assertThat(span.get("start_us").asLong()).isNotNegative();
      assertThat(span.get("duration_us").asLong()).isNotNegative();
    }
    assertThat(json.get("measurements")).isNotEmpty();
    assertThat(json.has("level")).isFalse();
  }

  @Test
  void every_recorded_transaction_is_stored() {
    var sender =
        ItemSender.create()
            .replay("node-11.12.0/30-static-transaction")
            .replay("node-11.12.0/33-static-transaction")
            .replay("browser-7.120.4/15-tracing-transaction")
            .replay("browser-7.120.4/16-tracing-transaction")
            .replay("java-8.62.0/15-traces-transaction")
            .replay("native-0.16.3/04-transaction-transaction")
            .replay("php-4.29.0/11-traces-transaction")
            .replay("python-1.9.10/13-traces-transaction")
            .replay("python-1.9.10/19-flask-transaction");
    assertThat(sender.outcomes(9)).containsEntry("accepted transaction", 9L);
    assertThat(sender.rows("SELECT count(*) FROM transaction_event WHERE project_id = :project"))
        .containsExactly("9");
  }

  @Test
  void root_spans_of_a_container_count_as_transactions_and_their_children_are_spans() {
    var sender = ItemSender.create().replay("node-11.12.0/55-express-span");
    var outcomes = sender.outcomes(2);
    assertThat(outcomes.keySet()).containsExactly("accepted span");
    long spans =
        Long.parseLong(
            sender.rows("SELECT count(*) FROM span_event WHERE project_id = :project").getFirst());
    long roots =
        Long.parseLong(
            sender
                .rows("SELECT count(*) FROM transaction_event WHERE project_id = :project")
                .getFirst());
    assertThat(roots).isPositive();
    assertThat(spans).isPositive();
    assertThat(outcomes).containsEntry("accepted span", roots + spans);
    assertThat(
            sender.rows(
                """
                SELECT count(*)
                FROM span_event
                WHERE project_id = :project AND segment_id IS NOT NULL
                  AND environment = 'staging' AND release = 'demo-app@1.2.3+45'
                """))
        .containsExactly(Long.toString(spans));
  }

  @Test
  void a_single_span_of_version_one_is_stored() {
    var sender = ItemSender.create().replay("browser-7.120.4/19-tracing-span");
    assertThat(sender.outcomes(1)).containsEntry("accepted span", 1L);
    assertThat(sender.rows("SELECT op FROM span_event WHERE project_id = :project"))
        .singleElement()
        .asString()
        .startsWith("ui.interaction");
  }

  @Test
  void what_is_sent_twice_counts_once() {
    var sender =
        ItemSender.create()
            .replay("node-11.12.0/34-static-transaction")
            .replay("node-11.12.0/34-static-transaction")
            .replay("node-11.12.0/29-traces-span")
            .replay("node-11.12.0/29-traces-span")
            .replay("browser-7.120.4/19-tracing-span")
            .replay("browser-7.120.4/19-tracing-span");
    assertThat(sender.outcomes(6))
        .containsEntry("accepted transaction", 1L)
        .containsEntry("dropped transaction duplicate", 1L)
        .containsEntry("accepted span", 2L)
        .containsEntry("dropped span duplicate", 2L);
    assertThat(sender.rows(GROUPS)).containsExactly("continued|rpc||2|0");
  }

  @Test
  void failures_and_durations_are_counted_per_hour() {
    var sender = ItemSender.create();
    for (int i = 0; i < 20; i++) {
      var status = i % 4 == 0 ? "internal_error" : "ok";
      sender.item(
          "{\"type\":\"transaction\"}",
          transaction(ItemSender.newId(), "")
              .replace("\"status\":\"ok\"", "\"status\":\"" + status + "\""));
    }
    sender.outcomes(20);
    assertThat(sender.rows(GROUPS)).containsExactly("GET /cart|http.server||20|5");
    var hours =
        sender
            .jdbc()
            .sql(
                """
                SELECT h.durations
                FROM transaction_group_hour h
                JOIN transaction_group g ON g.id = h.group_id
                WHERE g.project_id = :project
                """)
            .param("project", sender.world.projectId)
            .query((rows, _) -> DurationSketch.of(rows.getBytes("durations")))
            .list();
    var sum = new DurationSketch();
    hours.forEach(sum::addAll);
    assertThat(sum.count()).isEqualTo(20);
    assertThat(sum.quantile(0.95)).isBetween(245_000L, 255_000L);
  }

  @Test
  void addresses_with_identifiers_are_one_group() {
    var sender = ItemSender.create();
    for (int i = 0; i < 3; i++) {
      sender.item(
          "{\"type\":\"transaction\"}",
          transaction(ItemSender.newId(), ",\"transaction_info\":{\"source\":\"url\"}")
              .replace("GET /cart", "/users/" + i + "/orders?page=" + i));
    }
    sender.outcomes(3);
    assertThat(sender.rows(GROUPS)).containsExactly("/users/*/orders|http.server||3|0");
  }

  @Test
  void bad_fields_cost_the_field_and_not_the_transaction() {
    var sender = ItemSender.create();
    sender.item(
        "{\"type\":\"transaction\"}",
        "{\"event_id\":7,\"start_timestamp\":\"never\",\"timestamp\":[],\"contexts\":\"x\",\"spans\":[1,{\"span_id\":\"z\"}],\"tags\":3}");
    sender.item("{\"type\":\"transaction\"}", "[1,2]");
    sender.item(
        "{\"type\":\"span\",\"item_count\":3,\"content_type\":\"application/vnd.sentry.items.span.v2+json\"}",
        "{\"items\":[{\"span_id\":\"ba9fa1419881a92c\"},7,{\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\","
            + "\"span_id\":\"ba9fa1419881a92c\",\"start_timestamp\":\"x\",\"attributes\":[1]}]}");
    assertThat(sender.outcomes(5))
        .containsEntry("accepted transaction", 1L)
        .containsEntry("invalid transaction malformed_transaction", 1L)
        .containsEntry("accepted span", 1L)
        .containsEntry("invalid span malformed_span", 2L);
    assertThat(sender.rows(GROUPS)).containsExactly("<unnamed>|||1|0");
  }
}
