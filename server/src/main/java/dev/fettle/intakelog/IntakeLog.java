package dev.fettle.intakelog;

import dev.fettle.core.ByteSlice;
import dev.fettle.items.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The durable queue between intake and digest: appended to from many threads, read in {@linkplain
 * LogPartition partitions}.
 */
public interface IntakeLog extends AutoCloseable {

  /** The answer to an append. */
  sealed interface Append {

    /** On disk; {@code position} is the place after the record, in its partition. */
    record Durable(long position) implements Append {}

    /** Nothing was kept; the caller tells the client to come back later. */
    record Refused(Reason reason) implements Append {}
  }

  /**
   * One record; {@code next} is the position after it.
   *
   * @param payload valid until the next read, or null where the bytes on disk are damaged
   */
  record Entry(long position, long next, @Nullable ByteSlice payload) {}

  /** What digests the partitions that are this process's. Called by one thread at a time. */
  interface Readers {

    /** The partition is this process's to read from now on. */
    void assigned(LogPartition partition);

    /** It is no more; returns when nobody reads or trims it. */
    void revoked(LogPartition partition);
  }

  /** What {@link #subscribe} began; closing it gives the partitions to other processes. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Appends one record of at least one byte, given in parts; returns when it is durable or refused.
   *
   * @param projectId records of one project are read in the order they were appended
   */
  Append append(long projectId, List<ByteSlice> record) throws InterruptedException;

  /** Why nothing would be taken now, or null. */
  default @Nullable Reason refusal() {
    return null;
  }

  /** Tells the partitions that this process is to digest, now and whenever that changes. */
  Subscription subscribe(Readers readers);

  @Override
  void close();
}
