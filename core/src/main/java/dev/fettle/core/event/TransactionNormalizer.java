package dev.fettle.core.event;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonFields;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.LenientTime;
import dev.fettle.core.MalformedPayloadException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns a transaction of any client (sdk-wire 8.2) into a {@link NormalizedTransaction}; the rules
 * are those of {@link EventNormalizer}. The two times are compared before they are corrected, so a
 * client with a wrong clock still has right durations.
 */
public final class TransactionNormalizer {
  /** Spans kept of one transaction; SDKs stop there too. */
  static final int MAX_SPANS = 1_000;

  /** Characters of JSON that the {@code data} of all spans may have. */
  private static final int MAX_SPAN_DATA = 500 * 1024;

  private static final int MAX_TEXT = 255;
  private static final int MAX_DESCRIPTION = 4_096;
  private static final Duration LONGEST = Duration.ofDays(30);

  private TransactionNormalizer() {}

  /**
   * Normalises one transaction.
   *
   * @throws MalformedPayloadException when the bytes are no JSON object
   */
  public static NormalizedTransaction normalize(ByteSlice json, ReceivedContext context)
      throws MalformedPayloadException {
    LenientJson.Document document = LenientJson.read(json, JsonLimits.EVENT);
    if (!(document.root() instanceof ObjectNode object)) {
      throw new MalformedPayloadException(
          "a transaction is a JSON object, this is " + EventNormalizer.describe(document.root()));
    }
    EventErrors errors = new EventErrors();
    Scope event = Scope.root(object, errors);
    EventNormalizer.keepClientErrors(event);
    document.cuts().forEach(cut -> errors.cut(cut.path(), cut.reason()));
    EventDraft draft = new EventDraft(context);
    draft.level = Level.INFO;
    Instant start = LenientTime.parse(event.get("start_timestamp"));
    Instant end = LenientTime.parse(event.get("timestamp"));
    EventNormalizer.identity(event, draft, context);
    ObjectNode out = draft.out;
    out.put("type", "transaction");
    out.remove("level");
    draft.requestUrl = Requests.normalize(event, context, out);
    draft.user = Users.normalize(event, context, out);
    EventNormalizer.surroundings(event, draft, context);
    if (json.length() > SizeCaps.HARMLESS_BYTES) {
      SizeCaps.apply(out, errors);
    }
    EventNormalizer.tags(event, draft);
    if (out.get("tags") instanceof ObjectNode tags) {
      tags.remove("level");
    }
    copyObject(event, out, "transaction_info");
    copyObject(event, out, "measurements");
    int spans = spans(event, start == null ? end : start, out);
    if (!errors.entries().isEmpty()) {
      out.set("errors", errors.entries());
    }
    return finish(draft, start, end, context, spans);
  }

  private static NormalizedTransaction finish(
      EventDraft draft,
      @Nullable Instant start,
      @Nullable Instant end,
      ReceivedContext context,
      int spans) {
    JsonFields out = new JsonFields(draft.out);
    JsonFields trace = out.object("contexts").object("trace");
    return new NormalizedTransaction(
        draft.eventId,
        draft.transaction,
        out.object("transaction_info").text("source", MAX_TEXT),
        trace.text("op", MAX_TEXT),
        method(out, trace),
        trace.uuid("trace_id"),
        trace.spanId("span_id"),
        context.clock().credible(start == null ? end : start),
        micros(start, end),
        trace.text("status", MAX_TEXT),
        draft.release,
        draft.environment,
        draft.user == null ? null : draft.user.key(),
        spans,
        draft.out);
  }

  private static @Nullable String method(JsonFields out, JsonFields trace) {
    String method = out.object("request").text("method", 16);
    JsonFields data = trace.object("data");
    if (method == null) {
      method = data.text("http.request.method", 16);
    }
    return method == null ? data.text("http.method", 16) : method;
  }

  private static void copyObject(Scope event, ObjectNode out, String field) {
    Scope object = event.object(field);
    if (object != null && !object.node().isEmpty()) {
      out.set(field, object.node());
    }
  }

  private static int spans(Scope event, @Nullable Instant start, ObjectNode out) {
    JsonNode value = event.get("spans");
    if (value == null) {
      return 0;
    }
    if (!(value instanceof ArrayNode list)) {
      event.drop("spans", value);
      return 0;
    }
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    int dataSize = 0;
    for (int index = 0; index < list.size() && kept.size() < MAX_SPANS; index++) {
      JsonFields span = JsonFields.of(list.get(index));
      if (span.spanId("span_id") == null) {
        event.errors().invalid("spans." + index, list.get(index));
        continue;
      }
      ObjectNode normal = span(span, start);
      JsonNode data = span.get("data");
      dataSize += data == null ? 0 : SizeCaps.size(data);
      if (data instanceof ObjectNode && dataSize <= MAX_SPAN_DATA && !data.isEmpty()) {
        normal.set("data", data);
      }
      kept.add(normal);
    }
    if (list.size() > MAX_SPANS) {
      event.errors().cut("spans", "more than " + MAX_SPANS + " spans");
    }
    if (dataSize > MAX_SPAN_DATA) {
      event.errors().cut("spans.data", "spans keep " + MAX_SPAN_DATA + " characters of data");
    }
    if (!kept.isEmpty()) {
      out.set("spans", kept);
    }
    return kept.size();
  }

  private static ObjectNode span(JsonFields span, @Nullable Instant transactionStart) {
    ObjectNode normal = JsonNodeFactory.instance.objectNode();
    for (String id : List.of("span_id", "parent_span_id")) {
      put(normal, id, span.text(id, 16));
    }
    put(normal, "op", span.text("op", MAX_TEXT));
    put(normal, "description", span.text("description", MAX_DESCRIPTION));
    put(normal, "status", span.text("status", MAX_TEXT));
    put(normal, "origin", span.text("origin", MAX_TEXT));
    Instant start = span.time("start_timestamp");
    if (start != null && transactionStart != null) {
      normal.put("start_us", offset(transactionStart, start));
    }
    normal.put("duration_us", micros(start, span.time("timestamp")));
    JsonNode tags = span.get("tags");
    if (tags instanceof ObjectNode && !tags.isEmpty() && SizeCaps.size(tags) < MAX_DESCRIPTION) {
      normal.set("tags", tags);
    }
    return normal;
  }

  private static void put(ObjectNode node, String field, @Nullable String text) {
    if (text != null) {
      node.put(field, text);
    }
  }

  private static long micros(@Nullable Instant start, @Nullable Instant end) {
    return start == null || end == null ? 0 : Math.max(0, offset(start, end));
  }

  /** Microseconds from one to the other; thirty days at most, either way. */
  private static long offset(Instant from, Instant to) {
    Duration distance = Duration.between(from, to);
    if (distance.abs().compareTo(LONGEST) > 0) {
      distance = distance.isNegative() ? LONGEST.negated() : LONGEST;
    }
    return distance.toNanos() / 1000;
  }
}
