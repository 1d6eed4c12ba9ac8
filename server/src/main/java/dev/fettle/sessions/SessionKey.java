package dev.fettle.sessions;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What sessions are counted by.
 *
 * @param at the hour or the day of their start
 * @param release empty for none
 * @param environment empty for none
 */
record SessionKey(long projectId, Instant at, String release, String environment) {

  /** The order rows are locked in. */
  static final Comparator<SessionKey> LOCK_ORDER =
      Comparator.comparingLong(SessionKey::projectId)
          .thenComparing(SessionKey::at)
          .thenComparing(SessionKey::release)
          .thenComparing(SessionKey::environment);

  static SessionKey of(
      long projectId, Instant at, @Nullable String release, @Nullable String environment) {
    return new SessionKey(
        projectId, at, release == null ? "" : release, environment == null ? "" : environment);
  }
}
