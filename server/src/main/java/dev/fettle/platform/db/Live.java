package dev.fettle.platform.db;

import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Notices to every node's screens, sent when the running transaction commits. */
public final class Live {

  /** The channel that {@code LISTEN} names. */
  public static final String CHANNEL = "fettle_live";

  /** PostgreSQL takes payloads below 8,000 bytes. */
  private static final int LONGEST_BYTES = 7_900;

  private static final ScopedValue<Boolean> MUTED = ScopedValue.newInstance();

  static final String NOTIFY = "SELECT pg_notify('fettle_live', :payload)";

  private Live() {}

  /** Does the work without its notices: for a server whose queue of them is full. */
  public static <T> T muted(Supplier<T> work) {
    return ScopedValue.where(MUTED, true).call(work::get);
  }

  /** Sends one JSON object; one that is too long is left out, for a screen asks again anyway. */
  public static void notify(JdbcClient jdbc, String json) {
    if (MUTED.isBound()) {
      return;
    }
    if (json.length() * 3 < LONGEST_BYTES
        || json.getBytes(java.nio.charset.StandardCharsets.UTF_8).length < LONGEST_BYTES) {
      jdbc.sql(NOTIFY).param("payload", json).query((row, number) -> number).list();
    }
  }
}
