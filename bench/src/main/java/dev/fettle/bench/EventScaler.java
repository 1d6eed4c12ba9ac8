package dev.fettle.bench;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a recorded event into one of a wanted issue and size, with places for what differs between
 * the events of an issue: ids, times, messages, users, requests, values of variables.
 *
 * <p>Names in frames and types come from {@link Words}, so that issues differ by words: numbers are
 * taken out of fingerprints by every tracker.
 */
final class EventScaler {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FRAMES_KEPT_SMALL = 4;
  private static final int MOST_BREADCRUMBS = 60;
  private static final int NOTE_BYTES = 22; // of ,"extra":{"note":""}
  private static final int MOST_FRAMES = 40;
  private static final List<String> CUT_FIRST =
      List.of("modules", "debug_meta", "threads", "extra", "_meta");

  private final int targetBytes;
  private final boolean wide;
  private final boolean even;

  /**
   * @param wide whether the event's number decides its issue, by a fingerprint
   * @param even few releases and environments, each of them met by every issue
   */
  EventScaler(int targetBytes, boolean wide, boolean even) {
    this.targetBytes = targetBytes;
    this.wide = wide;
    this.even = even;
  }

  /** The JSON text with its places marked; within 4 % of the wanted size. */
  byte[] scale(ObjectNode recorded, int issue) {
    var words = new Words(issue);
    var event = (ObjectNode) withoutTicks(recorded);
    name(event, words);
    vary(event, words, issue);
    if (even) {
      event.put("environment", "stage-" + Slots.few());
      event.put("release", "shop@4.2." + Slots.few());
    }
    if (wide) {
      event.putArray("fingerprint").add("{{ default }}").add(Slots.issue());
    }
    shrink(event);
    grow(event, words);
    return JSON.writeValueAsBytes(event);
  }

  static int size(JsonNode node) {
    return JSON.writeValueAsBytes(node).length;
  }

  private static void name(ObjectNode event, Words words) {
    var values = (ArrayNode) event.path("exception").path("values");
    while (values.size() > 1) {
      values.remove(0);
    }
    var exception = (ObjectNode) values.get(0);
    exception.put("type", words.typeName());
    exception.put(
        "value",
        "Cannot %s order %s of user %s: %s answered after %s ms (request %s)"
            .formatted(
                words.verb(),
                Slots.digits(7),
                Slots.user(),
                words.noun(),
                Slots.digits(4),
                Slots.hex(16)));
    var frames = (ArrayNode) exception.path("stacktrace").path("frames");
    var last = (ObjectNode) frames.get(frames.size() - 1);
    last.put("function", words.functionName()).put("in_app", true);
    last.put("module", "shop.%s.%s".formatted(words.noun(), words.verb()));
    last.put("filename", "/srv/shop/%s/%s.src".formatted(words.noun(), words.verb()));
    last.remove("abs_path");
  }

  private static void vary(ObjectNode event, Words words, int issue) {
    event.put("event_id", Slots.eventId()).put("timestamp", Slots.time());
    event.put("level", issue % 7 == 0 ? "warning" : "error");
    event.put("environment", issue % 10 == 0 ? "staging" : "production");
    event.put("release", "shop@4.2." + Slots.digits(2));
    event.put("server_name", "web-" + Slots.digits(2));
    event.put("transaction", "/%s/{id}/%s".formatted(words.noun(), words.verb()));
    event.remove("start_timestamp");
    event.remove("breadcrumbs"); // made anew, as many as fit
    var user = event.putObject("user");
    user.put("id", Slots.user());
    user.put("email", "user%s@example.com".formatted(Slots.user()));
    user.put("ip_address", "10.4.%s.%s".formatted(Slots.digits(2), Slots.digits(2)));
    var request = event.putObject("request");
    request.put("method", issue % 3 == 0 ? "POST" : "GET");
    request.put("url", "https://shop.example.com/%s/%s".formatted(words.noun(), Slots.digits(7)));
    request.put("query_string", "ref=%s&page=%s".formatted(Slots.hex(8), Slots.digits(2)));
    var headers = request.putObject("headers");
    headers.put("User-Agent", words.userAgent());
    headers.put("X-Request-Id", Slots.hex(32));
    var trace = event.withObject("/contexts/trace", JsonNode.OverwriteMode.ALL, true);
    trace.put("trace_id", Slots.hex(32)).put("span_id", Slots.hex(16)).put("op", "http.server");
    var tags = event.putObject("tags");
    tags.put("region", words.region()).put("tier", issue % 4 == 0 ? "gold" : "standard");
    tags.put("shard", Slots.digits(2));
  }

  /** Leaves out what a smaller SDK set-up would not send, then the oldest frames. */
  private void shrink(ObjectNode event) {
    for (var section : CUT_FIRST) {
      if (size(event) > targetBytes) {
        event.remove(section);
      }
    }
    var frames = frames(event);
    while (size(event) > targetBytes && frames.size() > FRAMES_KEPT_SMALL) {
      frames.remove(0);
    }
    for (var frame : frames) {
      if (size(event) > targetBytes && frame instanceof ObjectNode object) {
        object.remove(List.of("pre_context", "post_context", "vars"));
      }
    }
    for (var section : List.of("sdk", "contexts")) {
      if (size(event) > targetBytes) {
        event.remove(section);
      }
    }
  }

  private void grow(ObjectNode event, Words words) {
    int missing = targetBytes - size(event);
    var frames = frames(event);
    var breadcrumbs = JsonNodeFactory.instance.arrayNode();
    int turn = 0;
    while (missing > targetBytes / 50) {
      var part = turn % 3 == 0 && frames.size() < MOST_FRAMES ? frame(words) : breadcrumb(words);
      turn++;
      int cost = size(part) + 1;
      if (cost > missing || breadcrumbs.size() == MOST_BREADCRUMBS) {
        event
            .withObject("/extra", JsonNode.OverwriteMode.ALL, true)
            .put("note", words.sentence(missing - NOTE_BYTES));
        break;
      }
      if (part.has("function")) {
        frames.insert(0, part);
      } else {
        breadcrumbs.add(part);
      }
      missing -= cost;
    }
    if (!breadcrumbs.isEmpty()) {
      event.putObject("breadcrumbs").set("values", breadcrumbs);
    }
  }

  private static ObjectNode breadcrumb(Words words) {
    var crumb = JsonNodeFactory.instance.objectNode();
    crumb.put("timestamp", Slots.time()).put("type", "http").put("category", "fetch");
    crumb.put("level", "info");
    crumb.put("message", words.sentence(40));
    crumb
        .putObject("data")
        .put("url", "https://api.example.com/%s/%s".formatted(words.noun(), Slots.digits(6)))
        .put("status_code", "200");
    return crumb;
  }

  private static ObjectNode frame(Words words) {
    var frame = JsonNodeFactory.instance.objectNode();
    frame.put("function", words.functionName()).put("module", "shop." + words.noun());
    frame.put("filename", "/srv/shop/lib/%s/%s.src".formatted(words.noun(), words.verb()));
    frame.put("lineno", 10 + words.number(900)).put("colno", 5).put("in_app", false);
    frame.putArray("pre_context").add(words.code()).add(words.code()).add(words.code());
    frame.put("context_line", words.code());
    frame.putArray("post_context").add(words.code()).add(words.code()).add(words.code());
    frame
        .putObject("vars")
        .put(words.noun(), Slots.digits(6))
        .put(words.verb(), "'%s-%s'".formatted(words.noun(), Slots.hex(8)));
    return frame;
  }

  private static ArrayNode frames(ObjectNode event) {
    return (ArrayNode)
        event.path("exception").path("values").path(0).path("stacktrace").path("frames");
  }

  /** A copy in which no text can be taken for a place. */
  private static JsonNode withoutTicks(JsonNode node) {
    return JSON.readTree(JSON.writeValueAsString(node).replace('`', '\''));
  }
}
