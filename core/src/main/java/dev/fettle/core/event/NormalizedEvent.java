package dev.fettle.core.event;

import dev.fettle.core.LenientJson;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event in the one shape the rest of the product knows. Immutable; made by {@link
 * EventNormalizer}.
 *
 * <p>The accessors are what grouping, counting and listing need; {@link #toJson()} is the whole
 * event as it is stored: {@code event_id, type, timestamp, level, platform, logger, server_name,
 * release, dist, environment, transaction, logentry {message?, params?, formatted},
 * exception.values, threads.values, csp, breadcrumbs.values, request, user, tags {key: value},
 * contexts, extra, modules, sdk, debug_meta, fingerprint, errors [{type, name, value}]}. Absent
 * means absent: there are no nulls and no empty sections.
 */
public final class NormalizedEvent {
  private final UUID eventId;
  private final Instant timestamp;
  private final EventType type;
  private final Level level;
  private final @Nullable String platform;
  private final @Nullable String logger;
  private final @Nullable String serverName;
  private final @Nullable String release;
  private final @Nullable String dist;
  private final @Nullable String environment;
  private final @Nullable String transaction;
  private final @Nullable LogEntry message;
  private final @Nullable CspReport cspReport;
  private final @Nullable EventUser user;
  private final @Nullable String requestUrl;
  private final List<ExceptionValue> exceptions;
  private final List<StackFrame> threadFrames;
  private final List<String> fingerprint;
  private final Map<String, String> tags;
  private final ObjectNode json;

  NormalizedEvent(EventDraft draft) {
    this.eventId = draft.eventId;
    this.timestamp = draft.timestamp;
    this.type = draft.type;
    this.level = draft.level;
    this.platform = draft.platform;
    this.logger = draft.logger;
    this.serverName = draft.serverName;
    this.release = draft.release;
    this.dist = draft.dist;
    this.environment = draft.environment;
    this.transaction = draft.transaction;
    this.message = draft.message;
    this.cspReport = draft.cspReport;
    this.user = draft.user;
    this.requestUrl = draft.requestUrl;
    this.exceptions = List.copyOf(draft.exceptions);
    this.threadFrames = List.copyOf(draft.threadFrames);
    this.fingerprint = List.copyOf(draft.fingerprint);
    this.tags = Collections.unmodifiableMap(new LinkedHashMap<>(draft.tags));
    this.json = draft.out;
  }

  /** The client's id, else the caller's. */
  public UUID eventId() {
    return eventId;
  }

  /** When it happened, by the client's clock if that is credible (see {@link EventNormalizer}). */
  public Instant timestamp() {
    return timestamp;
  }

  public EventType type() {
    return type;
  }

  public Level level() {
    return level;
  }

  /**
   * For instance {@code java}, {@code node}, {@code javascript}; null when the client does not say.
   */
  public @Nullable String platform() {
    return platform;
  }

  public @Nullable String logger() {
    return logger;
  }

  public @Nullable String serverName() {
    return serverName;
  }

  /** Version, at most 255 characters. */
  public @Nullable String release() {
    return release;
  }

  /** Build of a release. */
  public @Nullable String dist() {
    return dist;
  }

  /** At most 255 characters. */
  public @Nullable String environment() {
    return environment;
  }

  /** Route or job the event happened in; {@code culprit} of legacy clients. */
  public @Nullable String transaction() {
    return transaction;
  }

  public @Nullable LogEntry message() {
    return message;
  }

  /** The report of an event of type {@link EventType#CSP}, else null. */
  public @Nullable CspReport cspReport() {
    return cspReport;
  }

  public @Nullable EventUser user() {
    return user;
  }

  /** What distinct users are counted by, or null; see {@link EventUser#key()}. */
  public @Nullable String userKey() {
    return user == null ? null : user.key();
  }

  /** URL of the request without query and fragment. */
  public @Nullable String requestUrl() {
    return requestUrl;
  }

  /** The value of a header of the request, whatever the case of its name; null when absent. */
  public @Nullable String requestHeader(String name) {
    for (JsonNode pair : json.path("request").path("headers")) {
      if (name.equalsIgnoreCase(pair.path(0).asString(""))) {
        return pair.path(1).asString("");
      }
    }
    return null;
  }

  /** Causes first, the thrown exception last; empty for messages. */
  public List<ExceptionValue> exceptions() {
    return exceptions;
  }

  /**
   * Frames of the thread that crashed or reported, for events whose stack is not on an exception.
   */
  public List<StackFrame> threadFrames() {
    return threadFrames;
  }

  /** The client's own grouping; empty means the default. */
  public List<String> fingerprint() {
    return fingerprint;
  }

  /**
   * The client's tags in their order, then the derived ones; keys and values have at most 255
   * characters.
   */
  public Map<String, String> tags() {
    return tags;
  }

  /**
   * Whether the program did not expect the exception: any mechanism says {@code handled: false}.
   */
  public boolean isUnhandled() {
    for (ExceptionValue exception : exceptions) {
      if (Boolean.FALSE.equals(exception.mechanism().handled())) {
        return true;
      }
    }
    return false;
  }

  /** Number of entries in {@code errors}: fields that were dropped, shortened or replaced. */
  public int errorCount() {
    JsonNode errors = json.get("errors");
    return errors == null ? 0 : errors.size();
  }

  /** The event as it is stored: compact UTF-8 JSON. */
  public byte[] toJson() {
    return LenientJson.write(json);
  }
}
