package dev.fettle.monitors;

import dev.fettle.core.monitor.CheckIn;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job: what all its check-ins say together.
 *
 * @param id UUIDv7 of the first receipt
 * @param checkInId the client's id
 */
record Run(
    UUID id,
    long projectId,
    long monitorId,
    UUID checkInId,
    String environment,
    CheckIn.Status status,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Long durationMillis,
    @Nullable String release,
    @Nullable UUID traceId) {

  /** A run that is first heard of; one that is over began its duration ago. */
  static Run first(UUID id, UUID checkInId, long monitorId, PreparedCheckIn prepared) {
    var checkIn = prepared.checkIn();
    var received = prepared.received();
    boolean over = checkIn.status() != CheckIn.Status.IN_PROGRESS;
    var duration = checkIn.durationMillis();
    return new Run(
        id,
        prepared.projectId(),
        monitorId,
        checkInId,
        checkIn.environment(),
        checkIn.status(),
        over && duration != null ? received.minusMillis(duration) : received,
        over ? received : null,
        duration,
        checkIn.release(),
        checkIn.traceId());
  }

  /** With another check-in; one that says "in progress" of a run that is over comes too late. */
  Run with(PreparedCheckIn prepared) {
    var checkIn = prepared.checkIn();
    if (checkIn.status() == CheckIn.Status.IN_PROGRESS) {
      return this;
    }
    boolean repeated = finishedAt != null && status == checkIn.status();
    var finished = repeated ? finishedAt : prepared.received();
    var taken = Duration.between(startedAt, finished).toMillis();
    var said = checkIn.durationMillis() == null ? durationMillis : checkIn.durationMillis();
    return new Run(
        id,
        projectId,
        monitorId,
        checkInId,
        environment,
        checkIn.status(),
        startedAt,
        finished,
        said == null ? (Long) Math.max(0, taken) : said,
        checkIn.release() == null ? release : checkIn.release(),
        checkIn.traceId() == null ? traceId : checkIn.traceId());
  }

  boolean isOpen() {
    return status == CheckIn.Status.IN_PROGRESS;
  }
}
