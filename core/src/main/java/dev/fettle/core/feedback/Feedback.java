package dev.fettle.core.feedback;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.ClientClock;
import dev.fettle.core.JsonFields;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A {@code user_report} or a {@code feedback} item (sdk-wire 8.7).
 *
 * @param id a feedback's own id; of a report the id of the event it is about
 * @param eventId the event it is about
 * @param name at most 128 characters, {@code email} at most 254, as GlitchTip keeps them
 * @param contexts of a feedback, without the feedback itself: UTF-8 JSON
 */
public record Feedback(
    UUID id,
    @Nullable UUID eventId,
    @Nullable String name,
    @Nullable String email,
    String message,
    @Nullable String url,
    @Nullable String environment,
    @Nullable String release,
    @Nullable ByteSlice contexts,
    Instant createdAt) {
  private static final int MAX_NAME = 128;
  private static final int MAX_EMAIL = 254;
  private static final int MAX_MESSAGE = 16 * 1024;
  private static final int MAX_URL = 2_048;
  private static final int MAX_TEXT = 255;
  private static final int MAX_CONTEXTS = 64 * 1024;

  /**
   * Reads a {@code user_report}.
   *
   * @param envelopeEventId counts when the payload has no event id
   */
  public static Feedback report(ByteSlice payload, UUID envelopeEventId, ClientClock clock)
      throws MalformedPayloadException {
    var json = new JsonFields(LenientJson.readObject(payload, JsonLimits.SMALL));
    var own = json.uuid("event_id");
    var eventId = own == null ? envelopeEventId : own;
    return new Feedback(
        eventId,
        eventId,
        json.text("name", MAX_NAME),
        json.text("email", MAX_EMAIL),
        message(json, "comments"),
        null,
        null,
        null,
        null,
        clock.received());
  }

  /** Reads a {@code feedback}: an event whose context of that name is what somebody said. */
  public static Feedback feedback(ByteSlice payload, UUID envelopeEventId, ClientClock clock)
      throws MalformedPayloadException {
    var json = new JsonFields(LenientJson.readObject(payload, JsonLimits.EVENT));
    var contexts = json.object("contexts");
    var said = contexts.object("feedback");
    var own = json.uuid("event_id");
    var email = said.text("contact_email", MAX_EMAIL);
    return new Feedback(
        own == null ? envelopeEventId : own,
        said.uuid("associated_event_id"),
        said.text("name", MAX_NAME),
        email == null ? said.text("email", MAX_EMAIL) : email,
        message(said, "message"),
        said.text("url", MAX_URL),
        json.text("environment", MAX_TEXT),
        json.text("release", MAX_TEXT),
        others(contexts.node()),
        clock.credible(json.time("timestamp")));
  }

  /** A form that somebody sent empty still says that something is wrong. */
  private static String message(JsonFields fields, String field) {
    var message = fields.text(field, MAX_MESSAGE);
    return message == null ? "" : message;
  }

  private static @Nullable ByteSlice others(ObjectNode contexts) {
    var others = contexts.deepCopy();
    others.remove("feedback");
    var json = LenientJson.write(others);
    return others.isEmpty() || json.length > MAX_CONTEXTS ? null : ByteSlice.of(json);
  }
}
