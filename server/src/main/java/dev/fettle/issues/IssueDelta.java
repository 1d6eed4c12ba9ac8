package dev.fettle.issues;

import dev.fettle.platform.sketch.UserSketch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one batch adds to one issue. Not thread-safe. */
final class IssueDelta {

  /** A tag's value within the issue. */
  record Tag(String key, String value) {}

  private final long issueId;
  private final long organizationId;
  private final long projectId;
  private final Map<Instant, Long> hours = new HashMap<>();
  private final Map<Tag, Long> tags = new HashMap<>();
  private final Set<Long> users = new LinkedHashSet<>();
  private long events;
  private boolean unhandled;
  private @Nullable String release;
  private Instant oldest;
  private PreparedEvent newest;

  IssueDelta(long issueId, PreparedEvent first) {
    this.issueId = issueId;
    this.organizationId = first.organizationId();
    this.projectId = first.projectId();
    this.oldest = first.received();
    this.newest = first;
  }

  void add(PreparedEvent event) {
    events++;
    hours.merge(event.received().truncatedTo(ChronoUnit.HOURS), 1L, Long::sum);
    event.tags().forEach((key, value) -> tags.merge(new Tag(key, value), 1L, Long::sum));
    if (event.userKey() != null) {
      users.add(UserSketch.hash(event.userKey()));
    }
    unhandled |= event.face().unhandled();
    boolean isNewest = !event.received().isBefore(newest.received());
    if (event.release() != null && (isNewest || release == null)) {
      release = event.release();
    }
    if (event.received().isBefore(oldest)) {
      oldest = event.received();
    }
    if (isNewest) {
      newest = event;
    }
  }

  long issueId() {
    return issueId;
  }

  long organizationId() {
    return organizationId;
  }

  long projectId() {
    return projectId;
  }

  long events() {
    return events;
  }

  boolean unhandled() {
    return unhandled;
  }

  /** The last release named in the batch, or null. */
  @Nullable String release() {
    return release;
  }

  /** When the first of them arrived. */
  Instant oldest() {
    return oldest;
  }

  /** The event that arrived last; of several at the same time the last of the batch. */
  PreparedEvent newest() {
    return newest;
  }

  Map<Instant, Long> hours() {
    return hours;
  }

  Map<Tag, Long> tags() {
    return tags;
  }

  /** Hashes of the users. */
  Set<Long> users() {
    return users;
  }
}
