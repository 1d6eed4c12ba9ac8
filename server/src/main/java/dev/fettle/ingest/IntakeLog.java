package dev.fettle.ingest;

import dev.fettle.core.ByteSlice;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The durable queue between intake and digest.
 *
 * <p>Positions grow and name a place between records; the digest stores the position after the last
 * record whose effects it committed, in the same transaction. Appending is safe from many threads,
 * reading is for one.
 */
public interface IntakeLog extends AutoCloseable {

  /** The answer to an append. */
  sealed interface Append {

    /** On disk; {@code position} is the place after the record. */
    record Durable(long position) implements Append {}

    /** Nothing was kept; the caller tells the client to come back later. */
    record Refused(String reason) implements Append {}
  }

  /**
   * One record; {@code next} is the position after it.
   *
   * @param payload valid until the next read, or null where the bytes on disk are damaged
   */
  record Entry(long position, long next, @Nullable ByteSlice payload) {}

  /** The name under which the digest stores this log's position. */
  String partition();

  /**
   * Appends one record of at least one byte, given in parts; returns when it is durable or refused.
   */
  Append append(List<ByteSlice> record) throws InterruptedException;

  /**
   * Records from {@code position} on: the first, and more as long as those before them are less
   * than {@code maxBytes} together (so 1 means one record). Waits up to {@code patience} for the
   * first.
   *
   * @throws java.io.UncheckedIOException when the log cannot be read now
   */
  List<Entry> read(long position, int maxBytes, Duration patience) throws InterruptedException;

  /** The first position that can still be read. */
  long firstPosition();

  /** The position after the newest durable record. */
  long endPosition();

  /** Everything before {@code position} is digested and may be deleted. */
  void trim(long position);

  @Override
  void close();
}
