package dev.fettle.core.event;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.ClientClock;
import dev.fettle.core.HexUuid;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns an event of any client into a {@link NormalizedEvent}.
 *
 * <p>The rule: nothing a client can put into a field may cost the event. What has a clear meaning
 * is coerced (numbers to texts, a single exception to a list), what has none is dropped and listed
 * in {@code errors}, null means absent. Only bytes that are no JSON object are refused.
 *
 * <p>Clock ({@link ClientClock}): the timestamp is moved by the drift that the envelope's {@code
 * sent_at} shows, and one that is not credible is replaced by the time of arrival; either is noted
 * with what the client said, and breadcrumbs and spans are moved along.
 */
public final class EventNormalizer {
  /** The client's clock is wrong; its times are moved by what {@code sent_at} says. */
  static final String CLOCK_DRIFT = "clock_drift";

  private static final int MAX_TEXT = 255;
  private static final int MAX_TRANSACTION = 1024;

  /** Names of legacy clients (sdk-wire 8.1) and the sections they became. */
  private static final Map<String, String> LEGACY_NAMES =
      Map.of(
          "sentry.interfaces.Exception", "exception",
          "sentry.interfaces.Message", "logentry",
          "sentry.interfaces.Stacktrace", "stacktrace",
          "sentry.interfaces.Http", "request",
          "sentry.interfaces.User", "user",
          "sentry.interfaces.Breadcrumbs", "breadcrumbs",
          "sentry.interfaces.Threads", "threads",
          "sentry.interfaces.Contexts", "contexts",
          "culprit", "transaction");

  private EventNormalizer() {}

  /**
   * Normalises one event.
   *
   * @throws MalformedPayloadException when the bytes are no JSON object
   */
  public static NormalizedEvent normalize(ByteSlice json, ReceivedContext context)
      throws MalformedPayloadException {
    LenientJson.Document document = LenientJson.read(json, JsonLimits.EVENT);
    if (!(document.root() instanceof ObjectNode object)) {
      throw new MalformedPayloadException(
          "an event is a JSON object, this is " + describe(document.root()));
    }
    EventErrors errors = new EventErrors();
    Scope event = Scope.root(object, errors);
    keepClientErrors(event);
    document.cuts().forEach(cut -> errors.cut(cut.path(), cut.reason()));
    renameLegacyFields(object);
    EventDraft draft = new EventDraft(context);
    identity(event, draft, context);
    content(event, draft, context);
    surroundings(event, draft, context);
    if (json.length() > SizeCaps.HARMLESS_BYTES) {
      SizeCaps.apply(draft.out, errors);
    }
    tags(event, draft);
    if (!errors.entries().isEmpty()) {
      draft.out.set("errors", errors.entries());
    }
    return new NormalizedEvent(draft);
  }

  static String describe(JsonNode root) {
    return root.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  static void keepClientErrors(Scope event) {
    JsonNode own = event.get("errors");
    if (own != null && own.isArray()) {
      own.forEach(event.errors()::keep);
    } else if (own != null) {
      event.drop("errors", own);
    }
  }

  private static void renameLegacyFields(ObjectNode event) {
    for (Map.Entry<String, String> name : LEGACY_NAMES.entrySet()) {
      JsonNode value = event.remove(name.getKey());
      JsonNode current = event.get(name.getValue());
      if (value != null && (current == null || current.isNull())) {
        event.set(name.getValue(), value);
      }
    }
  }

  static void identity(Scope event, EventDraft draft, ReceivedContext context) {
    ObjectNode out = draft.out;
    UUID clientId = eventId(event);
    if (clientId != null) {
      draft.eventId = clientId;
    }
    out.put("event_id", HexUuid.format(draft.eventId));
    // The place of "type": known only once the exceptions are read.
    out.put("type", draft.type.wireName());
    time(event, draft, context.clock());
    out.put("timestamp", draft.timestamp.toString());
    Level level = Levels.read(event);
    draft.level = level == null ? Level.ERROR : level;
    out.put("level", draft.level.wireName());
    draft.platform = copy(event, out, "platform", 64);
    draft.logger = copy(event, out, "logger", MAX_TEXT);
    draft.serverName = copy(event, out, "server_name", MAX_TEXT);
    draft.release = copy(event, out, "release", MAX_TEXT);
    draft.dist = copy(event, out, "dist", MAX_TEXT);
    draft.environment = copy(event, out, "environment", MAX_TEXT);
    draft.transaction = copy(event, out, "transaction", MAX_TRANSACTION);
  }

  /**
   * Identifiers can carry dashes; zeros stand for none; one that is no identifier is noted and
   * replaced by the caller's.
   */
  private static @Nullable UUID eventId(Scope event) {
    JsonNode value = event.get("event_id");
    String text = value != null && value.isString() ? value.stringValue() : "";
    UUID id = HexUuid.parse(text);
    if (value != null && id == null && !HexUuid.isNil(text)) {
      event.drop("event_id", value);
    }
    return id;
  }

  /**
   * The event's time by our clock. Where the client's is too far off to be believed and nothing
   * says by how much, everything in the event is moved as far as the event itself.
   */
  private static void time(Scope event, EventDraft draft, ClientClock clock) {
    Instant claimed = event.time("timestamp");
    if (claimed == null) {
      return;
    }
    Instant time = clock.corrected(claimed);
    if (clock.isAhead(time)) {
      event.errors().add(EventErrors.FUTURE_TIMESTAMP, "timestamp", claimed.toString());
    } else if (clock.isBehind(time)) {
      event.errors().add(EventErrors.PAST_TIMESTAMP, "timestamp", claimed.toString());
    } else if (clock.drifts()) {
      event.errors().add(CLOCK_DRIFT, "timestamp", claimed.toString());
    }
    draft.timestamp = clock.credible(claimed);
    draft.shift = Duration.between(claimed, draft.timestamp);
  }

  private static @Nullable String copy(Scope event, ObjectNode out, String field, int max) {
    String text = event.text(field, max);
    if (text == null) {
      return null;
    }
    String stripped = text.strip();
    out.put(field, stripped);
    return stripped;
  }

  private static void content(Scope event, EventDraft draft, ReceivedContext context) {
    draft.message = Messages.normalize(event, draft.out);
    Threads.lendTraceToException(event);
    draft.exceptions = Exceptions.normalize(event, draft.out);
    draft.threadFrames = Threads.normalize(event, draft.out);
    draft.cspReport = CspReport.normalize(event, draft.out);
    draft.fingerprint = ClientFingerprint.normalize(event, draft.out);
    draft.requestUrl = Requests.normalize(event, context, draft.out);
    draft.user = Users.normalize(event, context, draft.out);
    draft.type = type(draft);
    draft.out.put("type", draft.type.wireName());
  }

  private static EventType type(EventDraft draft) {
    if (!draft.exceptions.isEmpty()) {
      return EventType.ERROR;
    }
    return draft.cspReport == null ? EventType.DEFAULT : EventType.CSP;
  }

  static void surroundings(Scope event, EventDraft draft, ReceivedContext context) {
    Breadcrumbs.normalize(event, draft.out, draft.shift);
    Extras.contexts(event, draft.out);
    AgentContexts.add(draft.out, context.userAgents());
    Extras.extra(event, draft.out);
    Extras.modules(event, draft.out);
    Extras.sdk(event, draft.out);
    Extras.debugMeta(event, draft.out);
  }

  static void tags(Scope event, EventDraft draft) {
    Tags tags = Tags.read(event);
    DerivedTags.add(tags, draft);
    draft.tags = tags.asMap();
    ObjectNode out = draft.out.putObject("tags");
    draft.tags.forEach(out::put);
  }
}
