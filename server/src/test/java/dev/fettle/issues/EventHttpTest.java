package dev.fettle.issues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.envelope.Envelope;
import dev.fettle.core.envelope.EnvelopeLimits;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.core.envelope.MalformedEnvelopeException;
import dev.fettle.testkit.Browser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class EventHttpTest {

  private static String path(Shop shop) {
    return "/api/0/issues/" + shop.issueId("KeyError") + "/events/";
  }

  private static Shop three() {
    var shop = new Shop();
    for (int i = 1; i <= 3; i++) {
      shop.receive(
          Duration.ofHours(30L * (3 - i)),
          Digester.error(
              "KeyError", "\"event_id\":\"%032x\"".formatted(shop.world.projectId * 1000 + i)));
    }
    return shop;
  }

  @Test
  void lists_events_newest_first_and_pages() {
    var shop = three();
    var all = shop.world.alice.api().get(path(shop));
    assertThat(all.status()).as(all.body()).isEqualTo(200);
    assertThat(all.json()).hasSize(3);
    var ids = all.json().findValuesAsString("eventID");
    assertThat(ids).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    var page = shop.world.alice.api().get(path(shop) + "?limit=2&fields=summary");
    assertThat(page.json().findValuesAsString("eventID")).isEqualTo(ids.subList(0, 2));
    assertThat(page.json().get(0).get("entries")).isEmpty();
    assertThat(page.header("X-Hits")).contains("3");
    assertThat(page.header("Link").orElseThrow()).contains("rel=\"next\"; results=\"true\"");
  }

  @Test
  void walks_from_event_to_event() {
    var shop = three();
    var latest = shop.world.bob.api().get(path(shop) + "latest/").json();
    assertThat(latest.get("nextEventID").isNull()).isTrue();
    var middle =
        shop.world
            .bob
            .api()
            .get(path(shop) + latest.get("previousEventID").stringValue() + "/")
            .json();
    assertThat(middle.get("nextEventID")).isEqualTo(latest.get("id"));
    assertThat(middle.get("latestEventID")).isEqualTo(latest.get("id"));
    var oldest = shop.world.bob.api().get(path(shop) + "oldest/").json();
    assertThat(oldest.get("previousEventID").isNull()).isTrue();
    assertThat(middle.get("firstEventID")).isEqualTo(oldest.get("id"));
    var byClientId =
        shop.world.bob.api().get(path(shop) + middle.get("eventID").stringValue() + "/").json();
    assertThat(byClientId).isEqualTo(middle);
  }

  @Test
  void an_event_of_another_issue_or_no_event_is_not_found() {
    var shop = three();
    shop.receive(Digester.error("Other", "\"event_id\":\"aaaabbbbccccddddaaaabbbbccccdddd\""));
    for (var id : List.of("aaaabbbbccccddddaaaabbbbccccdddd", "f".repeat(32), "nonsense")) {
      assertThat(shop.world.alice.api().get(path(shop) + id + "/").status()).as(id).isEqualTo(404);
    }
    var project =
        "/api/0/projects/%s/%s/events/".formatted(shop.world.organization, shop.world.project);
    assertThat(shop.world.alice.api().get(project).json()).hasSize(4);
    assertThat(
            shop.world
                .alice
                .api()
                .get(project + "aaaabbbbccccddddaaaabbbbccccdddd/")
                .json()
                .get("title")
                .stringValue())
        .isEqualTo("Other: it broke");
    for (var sub : List.of("", "aaaabbbbccccddddaaaabbbbccccdddd/")) {
      assertThat(shop.world.charlie.api().get(project + sub).status()).isEqualTo(404);
    }
  }

  @Test
  void shows_every_section_in_glitchtips_shape() {
    var shop = new Shop();
    shop.receive(
        """
        {"event_id":"99990000999900009999000099990000","platform":"python","level":"error","release":"r1","environment":"prod",
         "exception":{"values":[{"type":"KeyError","value":"it broke","mechanism":{"type":"x","handled":false},"stacktrace":{"frames":[
           {"filename":"lib.py","function":"g","in_app":false,"lineno":1},
           {"filename":"a.py","abs_path":"/srv/a.py","function":"f","lineno":12,"in_app":true,"pre_context":["ten","eleven"],"context_line":"twelve","post_context":["thirteen"],"vars":{"x":"1"}}]}}]},
         "breadcrumbs":{"values":[{"category":"console","message":"hi"}]},
         "request":{"url":"http://x/y","method":"POST","headers":{"Content-Type":"application/json"},"query_string":"a=b"},
         "user":{"id":"17","email":"u@example.com"},"tags":{"k":"v"},"extra":{"e":1},"contexts":{"thing":{"a":1}},
         "modules":{"m":"1"},"sdk":{"name":"sdk","version":"1"}}
        """);
    var event = shop.world.alice.api().get(path(shop) + "latest/").json();
    assertThat(event.get("eventID").stringValue()).isEqualTo("99990000999900009999000099990000");
    assertThat(event.get("groupID").stringValue()).isEqualTo(shop.issueId("KeyError"));
    assertThat(event.get("projectID").longValue()).isEqualTo(shop.world.projectId);
    assertThat(event.get("isUnhandled").booleanValue()).isTrue();
    assertThat(event.get("entries").findValuesAsString("type"))
        .contains("exception", "breadcrumbs", "request");
    var exception = event.at("/entries/0/data/values/0");
    assertThat(event.at("/entries/0/data/hasSystemFrames").booleanValue()).isTrue();
    var frame = exception.at("/stacktrace/frames/1");
    assertThat(frame.get("context").toString())
        .isEqualTo("[[10,\"ten\"],[11,\"eleven\"],[12,\"twelve\"],[13,\"thirteen\"]]");
    assertThat(frame.get("lineNo").intValue()).isEqualTo(12);
    assertThat(frame.get("absPath").stringValue()).isEqualTo("/srv/a.py");
    assertThat(frame.get("inApp").booleanValue()).isTrue();
    assertThat(event.at("/entries/2/data/query").toString()).isEqualTo("[[\"a\",\"b\"]]");
    assertThat(event.at("/entries/2/data/inferredContentType").stringValue())
        .isEqualTo("application/json");
    assertThat(event.at("/context/e").intValue()).isEqualTo(1);
    assertThat(event.at("/packages/m").stringValue()).isEqualTo("1");
    assertThat(event.at("/user/email").stringValue()).isEqualTo("u@example.com");
    assertThat(event.get("tags").toString()).contains("{\"key\":\"k\",\"value\":\"v\"}");

    var json =
        "/api/0/organizations/%s/issues/%s/events/%s/json/"
            .formatted(
                shop.world.organization,
                shop.issueId("KeyError"),
                event.get("eventID").stringValue());
    var raw = shop.world.alice.api().get(json);
    assertThat(raw.status()).isEqualTo(200);
    assertThat(raw.json().at("/exception/values/0/stacktrace/frames/1/abs_path").stringValue())
        .isEqualTo("/srv/a.py");
    assertThat(raw.json().at("/tags/k").stringValue()).isEqualTo("v");
    assertThat(raw.json().get("timestamp").isDouble()).isTrue();
    assertThat(raw.json().get("hashes").get(0).stringValue()).hasSize(32);
    assertThat(raw.body()).doesNotContain(":null");
    assertThat(shop.world.charlie.api().get(json).status()).isEqualTo(404);
  }

  /** What real SDKs sent, through the consumer and out of the API again. */
  @Test
  void every_recorded_event_can_be_read_again() throws Exception {
    var shop = new Shop();
    var events = recorded();
    assertThat(events.size()).isGreaterThan(30);
    shop.receive(events.toArray(String[]::new));
    var path =
        "/api/0/projects/%s/%s/events/?limit=100"
            .formatted(shop.world.organization, shop.world.project);
    Browser.Answer list = shop.world.alice.api().get(path);
    assertThat(list.status()).as(list.body()).isEqualTo(200);
    assertThat(list.json().size()).isGreaterThan(30);
    for (var event : list.json()) {
      assertThat(event.get("title").stringValue()).isNotBlank();
      assertThat(event.get("entries").isArray()).isTrue();
      var detail =
          shop.world
              .alice
              .api()
              .get(
                  "/api/0/issues/%s/events/%s/"
                      .formatted(
                          event.get("groupID").stringValue(), event.get("id").stringValue()));
      assertThat(detail.status()).as(detail.body()).isEqualTo(200);
      assertThat(detail.json().get("title")).isEqualTo(event.get("title"));
    }
  }

  private static List<String> recorded() throws IOException {
    var events = new ArrayList<String>();
    try (Stream<Path> files = Files.walk(Path.of("../fixtures/captures"))) {
      for (var file : files.filter(path -> path.toString().endsWith(".body")).sorted().toList()) {
        try {
          var body = plain(Files.readAllBytes(file));
          for (var item : Envelope.parse(body, EnvelopeLimits.DEFAULT).items()) {
            if (item.type() == ItemType.EVENT) {
              events.add(item.payload().utf8());
            }
          }
        } catch (MalformedEnvelopeException notAnEnvelope) {
          assertThat(notAnEnvelope.getMessage()).isNotBlank();
        }
      }
    }
    return events.subList(0, Math.min(100, events.size()));
  }

  private static ByteSlice plain(byte[] body) throws IOException {
    boolean zipped = body.length > 2 && body[0] == 0x1f && body[1] == (byte) 0x8b;
    try (InputStream in =
        zipped
            ? new GZIPInputStream(new ByteArrayInputStream(body))
            : new ByteArrayInputStream(body)) {
      return ByteSlice.of(in.readAllBytes());
    }
  }
}
