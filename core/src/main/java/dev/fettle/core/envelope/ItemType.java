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
  EVENT("event", DataCategory.ERROR, ItemSizes.EVENT),
  TRANSACTION("transaction", DataCategory.TRANSACTION, ItemSizes.EVENT),
  /**
   * A v2 container with a {@code content_type}, a single v1 span without; see {@link
   * ItemHeader#isContainer()}.
   */
  SPAN("span", DataCategory.SPAN, ItemSizes.CONTAINER),
  SESSION("session", DataCategory.SESSION, ItemSizes.SMALL),
  /** Aggregated sessions. */
  SESSIONS("sessions", DataCategory.SESSION, ItemSizes.MEDIUM),
  ATTACHMENT("attachment", DataCategory.ATTACHMENT, ItemSizes.FILE),
  USER_REPORT("user_report", DataCategory.FEEDBACK, ItemSizes.SMALL),
  FEEDBACK("feedback", DataCategory.FEEDBACK, ItemSizes.MEDIUM),
  CHECK_IN("check_in", DataCategory.MONITOR, ItemSizes.SMALL),
  CLIENT_REPORT("client_report", DataCategory.INTERNAL, ItemSizes.SMALL),
  LOG("log", DataCategory.LOG_ITEM, ItemSizes.CONTAINER),
  OTEL_LOG("otel_log", DataCategory.LOG_ITEM, ItemSizes.CONTAINER),
  TRACE_METRIC("trace_metric", DataCategory.TRACE_METRIC, ItemSizes.CONTAINER),
  STATSD("statsd", DataCategory.METRIC_BUCKET, ItemSizes.CONTAINER),
  METRIC_BUCKETS("metric_buckets", DataCategory.METRIC_BUCKET, ItemSizes.CONTAINER),
  PROFILE("profile", DataCategory.PROFILE, ItemSizes.FILE),
  PROFILE_CHUNK("profile_chunk", DataCategory.PROFILE_CHUNK, ItemSizes.FILE),
  REPLAY_EVENT("replay_event", DataCategory.REPLAY, ItemSizes.EVENT),
  REPLAY_RECORDING("replay_recording", DataCategory.REPLAY, ItemSizes.FILE),
  REPLAY_VIDEO("replay_video", DataCategory.REPLAY, ItemSizes.FILE),
  SECURITY("security", DataCategory.SECURITY, ItemSizes.EVENT),
  RAW_SECURITY("raw_security", DataCategory.SECURITY, ItemSizes.MEDIUM),
  UNREAL_REPORT("unreal_report", DataCategory.ATTACHMENT, ItemSizes.FILE),
  FORM_DATA("form_data", DataCategory.ATTACHMENT, ItemSizes.FILE),
  /** Any other name; {@link ItemHeader#typeName()} keeps it. */
  UNKNOWN("unknown", DataCategory.DEFAULT, ItemSizes.EVENT);

  private static final Map<String, ItemType> BY_WIRE_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(ItemType::wireName, Function.identity()));

  private final String wireName;
  private final DataCategory category;
  private final int maxBytes;

  ItemType(String wireName, DataCategory category, int maxBytes) {
    this.wireName = wireName;
    this.category = category;
    this.maxBytes = maxBytes;
  }

  /** The type with this wire name, or {@link #UNKNOWN}. */
  public static ItemType of(String wireName) {
    return BY_WIRE_NAME.getOrDefault(wireName, UNKNOWN);
  }

  /** Name in the item header. */
  public String wireName() {
    return wireName;
  }

  /** The largest payload that is kept, in bytes. */
  public int maxBytes() {
    return maxBytes;
  }

  /**
   * The largest payload that is read again from where it was stored: there secrets are replaced, by
   * a text that may be longer.
   */
  public int maxStoredBytes() {
    return isFile() ? maxBytes : ItemSizes.grown(maxBytes);
  }

  /** Whether the payload is a file, which nobody reads as JSON. */
  public boolean isFile() {
    return maxBytes == ItemSizes.FILE;
  }

  /** Whether the payload holds entries that become rows, each of them. */
  public boolean hasEntries() {
    return switch (this) {
      case SPAN, LOG, OTEL_LOG, TRACE_METRIC -> true;
      default -> false;
    };
  }

  /** What an item of this type counts as. */
  public DataCategory category() {
    return category;
  }
}
