package dev.fettle.issues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Browser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Pages end after a number of bytes; whoever follows the links sees every event once. */
class EventPagesHttpTest {

  private static final int EVENTS = 12;
  private static final Pattern LINK =
      Pattern.compile("rel=\"(previous|next)\"; results=\"true\"; cursor=\"([^\"]+)\"");

  private static String large(UUID id) {
    var extra = new StringBuilder("\"extra\":{");
    for (int key = 0; key < 100; key++) {
      extra.append(key == 0 ? "" : ",").append("\"k").append(key).append("\":\"");
      extra.append(Integer.toString(key % 10).repeat(7_000)).append('"');
    }
    return Digester.error("Large", Digester.eventId(id) + "," + extra.append('}'));
  }

  private static List<String> ids(Browser.Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    var ids = new ArrayList<String>();
    answer.json().forEach(event -> ids.add(event.get("eventID").stringValue()));
    return ids;
  }

  private static String cursor(Browser.Answer answer, String relation) {
    var link = LINK.matcher(answer.header("link").orElse(""));
    while (link.find()) {
      if (link.group(1).equals(relation)) {
        return link.group(2);
      }
    }
    return "";
  }

  @Test
  void walking_the_pages_shows_every_event_once_there_and_back() {
    var shop = new Shop();
    var expected = new ArrayList<String>();
    for (int i = 0; i < EVENTS; i++) {
      var id = new UUID(0xABCD, i + 1);
      expected.addFirst(id.toString().replace("-", ""));
      shop.receive(Duration.ofSeconds(EVENTS - i), large(id));
    }
    var paths =
        List.of(
            "/api/0/issues/" + shop.issueId("Large") + "/events/?limit=100",
            "/api/0/projects/%s/%s/events/?limit=100&fields=summary"
                .formatted(shop.world.organization, shop.world.project));
    for (var path : paths) {
      var seen = new ArrayList<String>();
      var page = shop.world.alice.api().get(path);
      seen.addAll(ids(page));
      assertThat(seen.size()).as("of " + path).isBetween(1, EVENTS - 1);
      assertThat(page.body().length()).isLessThan(3 * EventReadStore.PAGE_BYTES);
      for (var next = cursor(page, "next"); !next.isEmpty(); next = cursor(page, "next")) {
        page = shop.world.alice.api().get(path + "&cursor=" + next);
        seen.addAll(ids(page));
      }
      assertThat(seen).containsExactlyElementsOf(expected);

      var back = new ArrayList<>(ids(page));
      for (var before = cursor(page, "previous");
          !before.isEmpty();
          before = cursor(page, "previous")) {
        page = shop.world.alice.api().get(path + "&cursor=" + before);
        back.addAll(0, ids(page));
      }
      assertThat(back).containsExactlyElementsOf(expected);
    }
  }

  @Test
  void small_events_fill_a_page_by_number() {
    var shop = new Shop();
    for (int i = 0; i < 7; i++) {
      shop.receive(Digester.error("Small", Digester.eventId(new UUID(0xBCDE, i + 1))));
    }
    var path = "/api/0/issues/" + shop.issueId("Small") + "/events/";

    assertThat(ids(shop.world.alice.api().get(path + "?limit=5"))).hasSize(5);
    assertThat(ids(shop.world.alice.api().get(path))).hasSize(7);
  }
}
