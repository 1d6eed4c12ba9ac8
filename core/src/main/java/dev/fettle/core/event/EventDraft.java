package dev.fettle.core.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event while {@link EventNormalizer} works on it; {@link NormalizedEvent} is the finished,
 * immutable one.
 */
final class EventDraft {
  final ObjectNode out = JsonNodeFactory.instance.objectNode();
  UUID eventId;
  Instant timestamp;

  /** What is added to the client's other times. */
  Duration shift;

  EventType type = EventType.DEFAULT;
  Level level = Level.ERROR;
  @Nullable String platform;
  @Nullable String logger;
  @Nullable String serverName;
  @Nullable String release;
  @Nullable String dist;
  @Nullable String environment;
  @Nullable String transaction;
  @Nullable LogEntry message;
  @Nullable CspReport cspReport;
  @Nullable EventUser user;
  @Nullable String requestUrl;
  List<ExceptionValue> exceptions = List.of();
  List<StackFrame> threadFrames = List.of();
  List<String> fingerprint = List.of();
  Map<String, String> tags = Map.of();

  EventDraft(ReceivedContext context) {
    eventId = context.fallbackEventId();
    timestamp = context.received();
    shift = context.clock().drift();
  }
}
