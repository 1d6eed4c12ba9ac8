package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.Sender;
import dev.fettle.testkit.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Events that parsers and databases choke on are stored with their issue, as far as they go. */
class HostileEventsTest {

  private static final int DEEP = 9_000;
  private static final int MANY = 200_000;

  private static Map<String, String> fields() {
    var fields = new LinkedHashMap<String, String>();
    fields.put("NUL", "\"message\":\"a\\u0000b\",\"tags\":{\"k\\u0000\":\"v\\u0000\"}");
    fields.put("a raw NUL", "\"message\":\"a\0b\"");
    fields.put("lone surrogates", "\"message\":\"\\ud800 \\udc00\",\"user\":{\"id\":\"\\udfff\"}");
    fields.put(
        "deep lists", "\"extra\":{\"a\":%s%s}".formatted("[".repeat(DEEP), "]".repeat(DEEP)));
    fields.put(
        "deep objects",
        "\"contexts\":{\"a\":%s1%s}".formatted("{\"a\":".repeat(DEEP), "}".repeat(DEEP)));
    fields.put("many values", "\"extra\":{\"a\":[%s0]}".formatted("0,".repeat(MANY)));
    fields.put("a long text", "\"message\":\"%s\"".formatted("x".repeat(1_000_000)));
    fields.put("long digits", "\"extra\":{\"n\":%s}".formatted("9".repeat(100_000)));
    fields.put("huge exponents", "\"extra\":{\"a\":1e999999999,\"b\":0e-999999999999}");
    fields.put("no numbers", "\"extra\":{\"a\":NaN,\"b\":-Infinity},\"timestamp\":NaN");
    fields.put("times beyond all calendars", "\"timestamp\":\"+999999999-12-31T23:59:59Z\"");
    fields.put(
        "wrong shapes", "\"exception\":7,\"tags\":[[],[1],[[2]]],\"user\":[],\"request\":\"x\"");
    return fields;
  }

  @Test
  void every_one_is_stored_and_none_is_set_aside() throws Throwable {
    var server = TestServer.shared();
    var sender = Sender.create(server);
    var sent = new LinkedHashMap<UUID, String>();
    fields()
        .forEach((name, fields) -> {
          var id = new UUID(0xBAD, sent.size());
          sent.put(id, name);
          var hex = id.toString().replace("-", "");
          var envelope =
              "{\"event_id\":\"%s\"}\n{\"type\":\"event\"}\n{\"event_id\":\"%s\",%s}\n"
                  .formatted(hex, hex, fields);

          var answer =
              sender.post(sender.path("envelope"), envelope.getBytes(StandardCharsets.UTF_8));

          assertThat(answer.statusCode()).as(name).isEqualTo(200);
        });

    ItemSender.eventually(
        () -> assertThat(sender.counted(server.jdbc(), "accepted", "")).isEqualTo(sent.size()));
    assertThat(
            server
                .jdbc()
                .sql("SELECT event_id FROM event WHERE project_id = :project")
                .param("project", sender.projectId())
                .query(UUID.class)
                .list())
        .containsExactlyInAnyOrderElementsOf(sent.keySet());
    assertThat(
            server
                .jdbc()
                .sql("SELECT count(*) FROM set_aside_item WHERE project_id = :project")
                .param("project", sender.projectId())
                .query(Long.class)
                .single())
        .isZero();
  }
}
