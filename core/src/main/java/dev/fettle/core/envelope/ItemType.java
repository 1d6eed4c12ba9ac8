package dev.fettle.core.envelope;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The types of envelope items that clients are known to send (sdk-wire 7), and {@link #UNKNOWN} for
 * tomorrow's.
 */
public enum ItemType {
  EVENT("event", DataCategory.ERROR),
  TRANSACTION("transaction", DataCategory.TRANSACTION),
  /**
   * A v2 container with a {@code content_type}, a single v1 span without; see {@link
   * ItemHeader#isContainer()}.
   */
  SPAN("span", DataCategory.SPAN),
  SESSION("session", DataCategory.SESSION),
  /** Aggregated sessions. */
  SESSIONS("sessions", DataCategory.SESSION),
  ATTACHMENT("attachment", DataCategory.ATTACHMENT),
  USER_REPORT("user_report", DataCategory.FEEDBACK),
  FEEDBACK("feedback", DataCategory.FEEDBACK),
  CHECK_IN("check_in", DataCategory.MONITOR),
  CLIENT_REPORT("client_report", DataCategory.INTERNAL),
  LOG("log", DataCategory.LOG_ITEM),
  OTEL_LOG("otel_log", DataCategory.LOG_ITEM),
  TRACE_METRIC("trace_metric", DataCategory.TRACE_METRIC),
  STATSD("statsd", DataCategory.METRIC_BUCKET),
  METRIC_BUCKETS("metric_buckets", DataCategory.METRIC_BUCKET),
  PROFILE("profile", DataCategory.PROFILE),
  PROFILE_CHUNK("profile_chunk", DataCategory.PROFILE_CHUNK),
  REPLAY_EVENT("replay_event", DataCategory.REPLAY),
  REPLAY_RECORDING("replay_recording", DataCategory.REPLAY),
  REPLAY_VIDEO("replay_video", DataCategory.REPLAY),
  SECURITY("security", DataCategory.SECURITY),
  RAW_SECURITY("raw_security", DataCategory.SECURITY),
  UNREAL_REPORT("unreal_report", DataCategory.ATTACHMENT),
  FORM_DATA("form_data", DataCategory.ATTACHMENT),
  /** Any other name; {@link ItemHeader#typeName()} keeps it. */
  UNKNOWN("unknown", DataCategory.DEFAULT);

  private static final Map<String, ItemType> BY_WIRE_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(ItemType::wireName, Function.identity()));

  private final String wireName;
  private final DataCategory category;

  ItemType(String wireName, DataCategory category) {
    this.wireName = wireName;
    this.category = category;
  }

  /** The type with this wire name, or {@link #UNKNOWN}. */
  public static ItemType of(String wireName) {
    return BY_WIRE_NAME.getOrDefault(wireName, UNKNOWN);
  }

  /** Name in the item header. */
  public String wireName() {
    return wireName;
  }

  /** What an item of this type counts as. */
  public DataCategory category() {
    return category;
  }
}
