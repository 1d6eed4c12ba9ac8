package dev.fettle.core.session;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonFields;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A {@code sessions} item: sessions of a server, counted per minute by the client (sdk-wire 8.4).
 *
 * @param minutes at most 1,000
 */
public record SessionCounts(
    List<Minute> minutes, @Nullable String release, @Nullable String environment) {
  private static final int MAX_TEXT = 255;
  private static final int MAX_MINUTES = 1_000;
  private static final long MOST_SESSIONS = 10_000_000;

  public SessionCounts {
    minutes = List.copyOf(minutes);
  }

  /**
   * The sessions that started in one minute.
   *
   * @param ended how many, by how they ended; never empty
   */
  public record Minute(Instant started, @Nullable String user, Map<SessionState, Long> ended) {
    public Minute {
      ended = Map.copyOf(ended);
    }

    /** All of them. */
    public long total() {
      return ended.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Reads a payload. Minutes without a time or without sessions are left out. */
  public static SessionCounts read(ByteSlice payload) throws MalformedPayloadException {
    var root = new JsonFields(LenientJson.readObject(payload, JsonLimits.SMALL));
    var minutes = new ArrayList<Minute>();
    for (JsonNode entry : root.list("aggregates")) {
      var minute = minute(JsonFields.of(entry));
      if (minute != null && minutes.size() < MAX_MINUTES) {
        minutes.add(minute);
      }
    }
    var attributes = root.object("attrs");
    return new SessionCounts(
        minutes, attributes.text("release", MAX_TEXT), attributes.text("environment", MAX_TEXT));
  }

  private static @Nullable Minute minute(JsonFields entry) {
    var started = entry.time("started");
    var ended = new EnumMap<SessionState, Long>(SessionState.class);
    put(ended, SessionState.EXITED, entry.integer("exited", 1, MOST_SESSIONS));
    put(ended, SessionState.ERRORED, entry.integer("errored", 1, MOST_SESSIONS));
    put(ended, SessionState.UNHANDLED, entry.integer("unhandled", 1, MOST_SESSIONS));
    put(ended, SessionState.ABNORMAL, entry.integer("abnormal", 1, MOST_SESSIONS));
    put(ended, SessionState.CRASHED, entry.integer("crashed", 1, MOST_SESSIONS));
    return started == null || ended.isEmpty()
        ? null
        : new Minute(started, entry.text("did", MAX_TEXT), ended);
  }

  private static void put(
      Map<SessionState, Long> ended, SessionState state, @Nullable Long quantity) {
    if (quantity != null) {
      ended.put(state, quantity);
    }
  }
}
