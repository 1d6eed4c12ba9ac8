package dev.fettle.issues;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An issue as its row says.
 *
 * @param metadata JSON
 * @param userCount distinct users, estimated
 */
record Issue(
    long id,
    ProjectReference project,
    long number,
    String type,
    String level,
    String title,
    String culprit,
    String metadata,
    @Nullable String platform,
    boolean unhandled,
    State state,
    Instant firstSeen,
    Instant lastSeen,
    long eventCount,
    long userCount,
    @Nullable Release firstRelease,
    @Nullable Release lastRelease) {

  /** An issue is new for so long. */
  static final Duration NEW_FOR = Duration.ofHours(24);

  /** A reopened issue is called regressed for so long, unless somebody decides before. */
  static final Duration REGRESSED_FOR = Duration.ofDays(7);

  /** What lists show of a project. */
  record ProjectReference(long id, String slug, String name, @Nullable String platform) {}

  /** A release an event named. */
  record Release(String version, Instant createdAt, @Nullable Instant releasedAt) {}

  /** Where the issue stands. */
  record State(
      String status,
      @Nullable Instant regressedAt,
      @Nullable Instant resolvedAt,
      @Nullable Person resolvedBy) {}

  /** Who did something. */
  record Person(long id, String name, String email) {}

  boolean isNew(Instant now) {
    return state.status().equals("unresolved") && firstSeen.isAfter(now.minus(NEW_FOR));
  }

  boolean isRegressed(Instant now) {
    return state.status().equals("unresolved")
        && state.regressedAt() != null
        && state.regressedAt().isAfter(now.minus(REGRESSED_FOR));
  }
}
