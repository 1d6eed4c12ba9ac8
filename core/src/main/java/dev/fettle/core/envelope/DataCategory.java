package dev.fettle.core.envelope;

/**
 * What an item counts as, in the words of rate-limit headers and client reports (sdk-wire 8.7 and
 * 10).
 *
 * <p>The wire name is the label everywhere: outcome counters, {@code X-Sentry-Rate-Limits}, client
 * reports.
 */
public enum DataCategory {
  ERROR("error"),
  TRANSACTION("transaction"),
  SPAN("span"),
  SESSION("session"),
  ATTACHMENT("attachment"),
  LOG_ITEM("log_item"),
  TRACE_METRIC("trace_metric"),
  MONITOR("monitor"),
  FEEDBACK("feedback"),
  PROFILE("profile"),
  PROFILE_CHUNK("profile_chunk"),
  REPLAY("replay"),
  SECURITY("security"),
  METRIC_BUCKET("metric_bucket"),
  /** Client reports: bookkeeping that no quota should touch. */
  INTERNAL("internal"),
  /** Everything that has no category of its own. */
  DEFAULT("default");

  private final String wireName;

  DataCategory(String wireName) {
    this.wireName = wireName;
  }

  /** Name on the wire and in labels. */
  public String wireName() {
    return wireName;
  }
}
