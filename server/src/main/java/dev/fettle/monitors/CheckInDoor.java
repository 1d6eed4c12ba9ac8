package dev.fettle.monitors;

import dev.fettle.core.HexUuid;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.Texts;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.core.envelope.SentryAuth;
import dev.fettle.ingest.Address;
import dev.fettle.ingest.Answer;
import dev.fettle.ingest.Delivery;
import dev.fettle.ingest.Door;
import dev.fettle.ingest.Endpoint;
import dev.fettle.ingest.EnvelopeWriter;
import dev.fettle.ingest.IngestLimits;
import dev.fettle.ingest.Target;
import dev.fettle.ingest.Visit;
import dev.fettle.items.Reason;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET|POST /api/N/cron/SLUG/KEY/}: a check-in of a cron job by curl (sdk-wire section 15).
 * The query says {@code status} (in_progress, ok, error), {@code check_in_id}, {@code environment},
 * {@code duration} in seconds; a POST may say the same in a JSON body, with a {@code
 * monitor_config}.
 *
 * <p>A check-in without an id goes on without one: which open check-in it ends is for the monitor
 * to know.
 */
final class CheckInDoor implements Door {

  private static final Set<String> METHODS = Set.of("GET", "POST");
  private static final Set<String> STATUSES = Set.of("in_progress", "ok", "error");
  private static final String START = "cron/";
  private static final int MOST_BYTES = 64 * 1024;
  private static final int LONGEST_SLUG = 255;

  @Override
  public Endpoint endpoint() {
    return Endpoint.CHECK_IN;
  }

  @Override
  public Set<String> methods() {
    return METHODS;
  }

  @Override
  public @Nullable Target target(Address address) {
    var words = address.rest().split("/", -1);
    if (!address.rest().startsWith(START)
        || words.length > 3
        || words.length < 2
        || words[1].isBlank()) {
      return null;
    }
    SentryAuth auth = new SentryAuth.Absent();
    if (words.length == 3) {
      auth = SentryAuth.fromHeader("Sentry sentry_key=" + words[2]);
    }
    return new Target(endpoint(), address.projectId(), this, auth, List.of(words[1]));
  }

  @Override
  public int bodyBytes(IngestLimits limits) {
    return MOST_BYTES;
  }

  @Override
  public Delivery open(Visit visit) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (visit.method().equals("POST") && visit.body().length() > 0) {
      try {
        body = LenientJson.readObject(visit.body(), JsonLimits.SMALL);
      } catch (MalformedPayloadException e) {
        return refused("Invalid check-in body", String.valueOf(e.getMessage()));
      }
    }
    return checkIn(visit, body);
  }

  private static Delivery checkIn(Visit visit, ObjectNode body) {
    var status = value(visit, body, "status");
    if (status == null || !STATUSES.contains(status)) {
      return refused(
          "Invalid status", "say status=in_progress, status=ok or status=error in the query");
    }
    var item = JsonNodeFactory.instance.objectNode();
    var idText = value(visit, body, "check_in_id");
    var id = HexUuid.parse(idText);
    if (idText != null && id == null) {
      return refused("Invalid check_in_id", "check_in_id is not 32 hexadecimal digits");
    }
    if (id != null) {
      item.put("check_in_id", HexUuid.format(id));
    }
    item.put("monitor_slug", Texts.cut(visit.target().words().getFirst(), LONGEST_SLUG));
    item.put("status", status);
    var environment = value(visit, body, "environment");
    if (environment != null) {
      item.put("environment", environment);
    }
    var duration = value(visit, body, "duration");
    if (duration != null) {
      var seconds = seconds(duration);
      if (seconds == null) {
        return refused("Invalid duration", "duration is a number of seconds, such as 12.5");
      }
      item.put("duration", seconds);
    }
    if (body.get("monitor_config") instanceof ObjectNode config) {
      item.set("monitor_config", config);
    }
    return new Delivery.Items(
        id == null ? visit.freshId() : id,
        new EnvelopeWriter(visit.freshId()).item(ItemType.CHECK_IN, item).parts(),
        Answer.ok(id == null ? "{}" : "{\"id\":\"" + HexUuid.format(id) + "\"}"));
  }

  /** The query's word counts before the body's. */
  private static @Nullable String value(Visit visit, ObjectNode body, String name) {
    var value = visit.query().get(name, 255);
    if (value != null) {
      return value;
    }
    var node = body.get(name);
    if (node == null || node.isNull() || node.isContainer()) {
      return null;
    }
    return Texts.cut(node.asString(""), 255);
  }

  private static @Nullable Double seconds(String text) {
    try {
      double seconds = Double.parseDouble(text);
      return seconds >= 0 && seconds < 1e9 ? seconds : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Delivery refused(String detail, String cause) {
    return new Delivery.Refused(Reason.INVALID_CHECK_IN, Answer.fault(400, detail, cause));
  }
}
