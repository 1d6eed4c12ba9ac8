package dev.fettle.core.session;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonFields;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A {@code session} item: what a client says of one session (sdk-wire 8.4).
 *
 * @param id the same in all updates of a session
 * @param started the same in all updates of a session
 * @param user whom the session belongs to, or null
 */
public record SessionUpdate(
    UUID id,
    Instant started,
    SessionState state,
    @Nullable String user,
    @Nullable String release,
    @Nullable String environment) {
  private static final int MAX_TEXT = 255;
  private static final long MOST_ERRORS = 1_000_000_000;

  /**
   * Reads a payload.
   *
   * @throws MalformedPayloadException when it is no object, or has no id or no start: then nobody
   *     can tell whether another update is of the same session
   */
  public static SessionUpdate read(ByteSlice payload) throws MalformedPayloadException {
    var session = new JsonFields(LenientJson.readObject(payload, JsonLimits.SMALL));
    var id = session.uuid("sid");
    var started = session.time("started");
    if (id == null || started == null) {
      throw new MalformedPayloadException("a session needs sid and started");
    }
    var errors = session.integer("errors", 0, MOST_ERRORS);
    var attributes = session.object("attrs");
    return new SessionUpdate(
        id,
        started,
        SessionState.of(session.text("status", MAX_TEXT), errors == null ? 0 : errors),
        session.text("did", MAX_TEXT),
        attributes.text("release", MAX_TEXT),
        attributes.text("environment", MAX_TEXT));
  }
}
