package dev.fettle.intakelog;

import java.time.Duration;
import java.util.List;

/**
 * A part of the intake log that one digest reads.
 *
 * <p>Positions grow and name a place between records; the digest stores the position after the last
 * record whose effects it committed, in the same transaction. Reading is for one thread.
 */
public interface LogPartition {

  /** The name under which the digest stores this partition's position. */
  String partition();

  /**
   * Records from {@code position} on: the first, and more as long as those before them are less
   * than {@code maxBytes} together (so 1 means one record). Waits up to {@code patience} for the
   * first. What it gives is good until the read after the next one.
   *
   * @throws java.io.UncheckedIOException when the log cannot be read now
   */
  List<IntakeLog.Entry> read(long position, int maxBytes, Duration patience)
      throws InterruptedException;

  /** The first position that can still be read. */
  long firstPosition();

  /** The position after the newest durable record. */
  long endPosition();

  /** Everything before {@code position} is digested and may be deleted. */
  void trim(long position);
}
