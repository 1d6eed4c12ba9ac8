package dev.fettle.intakelog;

import dev.fettle.core.ByteSlice;
import dev.fettle.items.Reason;
import dev.fettle.platform.work.RareLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The intake log of one machine: files of {@link #segmentBytes} in a folder, written by one thread
 * with group commit.
 *
 * <p>Appenders queue their record and wait; the writer takes everything queued, writes it, forces
 * the file once and wakes them. While it forces, the next group gathers, so the cost of a force is
 * shared by as many requests as arrive meanwhile. A position is the byte count since the log began.
 * When a write or a force fails, the file is cut back to the last durable record and the group is
 * refused: nothing that was not forced is ever acknowledged.
 *
 * <p>{@link #read} is called by the digest thread only; it sees durable records only.
 *
 * <p>What is digested does not stay: a file is begun anew after {@link #ROLL_AFTER}, and the one
 * before goes as soon as all of it is digested, so that the text of what was deleted is gone from
 * here within that time, and not when the file happens to be full.
 */
public final class SegmentLog implements IntakeLog, LogPartition {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentLog.class);
  static final Duration ROLL_AFTER = Duration.ofMinutes(5);

  private final String partition;
  private final Segments segments;
  private final long segmentBytes;
  private final LogBudget budget;
  private final DiskRoom room;
  private final long rollNanos;
  private final RareLog rareLog = new RareLog(LOG);
  private final SegmentWriter records = new SegmentWriter();
  private final SegmentReader reader = new SegmentReader();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition queued = lock.newCondition();
  private final Condition durable = lock.newCondition();
  private ArrayDeque<PendingRecord> queue = new ArrayDeque<>();
  private long queuedBytes;
  private boolean closed;

  private volatile long end;
  private volatile long trimmed;

  /** Why the last group could not be written, or null. */
  private volatile @Nullable Reason unwritable;

  private final Thread writer;

  private SegmentLog(
      String partition,
      Segments segments,
      long segmentBytes,
      LogBudget budget,
      DiskRoom room,
      Duration rollAfter) {
    this.partition = partition;
    this.segments = segments;
    this.segmentBytes = segmentBytes;
    this.budget = budget;
    this.room = room;
    this.rollNanos = rollAfter.toNanos();
    this.end = segments.openedEnd();
    this.trimmed = segments.firstBase();
    budget.add(end - trimmed);
    this.writer =
        Thread.ofPlatform()
            .daemon()
            .name("intake-log-writer-" + partition)
            .unstarted(this::writeGroups);
  }

  /**
   * Opens the log in {@code folder}, cutting a torn tail.
   *
   * @param budgetBytes how much may wait for the digest before appends are refused
   * @param floorBytes what is left free on the disk
   * @param digested the position the database knows; a log that ends before it (its folder was
   *     emptied) goes on from there, so that a new record is never taken for an old one
   */
  public static SegmentLog open(
      Path folder, long segmentBytes, long budgetBytes, long floorBytes, long digested)
      throws IOException {
    var room = new DiskRoom(folder, floorBytes);
    var budget = new LogBudget(budgetBytes);
    return open("local-0", folder, Segment.DISK, segmentBytes, budget, room, ROLL_AFTER, digested);
  }

  /** The same under another name, on another disk, and with a budget that others draw on too. */
  static SegmentLog open(
      String partition,
      Path folder,
      Segment.Opening opening,
      long segmentBytes,
      LogBudget budget,
      DiskRoom room,
      Duration rollAfter,
      long digested)
      throws IOException {
    var segments = Segments.open(folder, opening, digested);
    var log = new SegmentLog(partition, segments, segmentBytes, budget, room, rollAfter);
    log.writer.start();
    return log;
  }

  @Override
  public String partition() {
    return partition;
  }

  /** All of it is this process's, as long as it lives. */
  @Override
  public Subscription subscribe(Readers readers) {
    readers.assigned(this);
    return () -> readers.revoked(this);
  }

  @Override
  public Append append(long projectId, List<ByteSlice> record) throws InterruptedException {
    var pending = new PendingRecord(record);
    var reason = enqueue(pending);
    return reason == null ? pending.awaitAnswer() : new Append.Refused(reason);
  }

  /** Queues a record for the writer, which will answer it; or why it is not taken. */
  @Nullable Reason enqueue(PendingRecord pending) {
    lock.lock();
    try {
      var reason = refusal(pending.diskBytes());
      if (reason != null) {
        return reason;
      }
      budget.add(pending.diskBytes());
      queuedBytes += pending.diskBytes();
      queue.add(pending);
      queued.signal();
      return null;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Reason refusal(long more) {
    if (closed) {
      return Reason.STOPPING;
    }
    if (!budget.hasRoom(more)) {
      return Reason.INTAKE_LOG_FULL;
    }
    return room.isShort() ? Reason.INTAKE_DISK : null;
  }

  @Override
  public @Nullable Reason refusal() {
    lock.lock();
    try {
      var reason = refusal(1);
      return reason == null ? unwritable : reason;
    } finally {
      lock.unlock();
    }
  }

  /**
   * How much the record at a position has on the disk, if its frame is right; 0 where there is
   * none.
   */
  long sizeAt(long position) {
    long there = end - position;
    if (there < Segment.FRAME_BYTES) {
      return 0;
    }
    var length = ByteBuffer.allocate(Integer.BYTES);
    try {
      segments.at(position).read(length, position);
    } catch (IOException e) {
      return 0; // reading it will tell
    }
    return Math.clamp((long) Segment.FRAME_BYTES + length.getInt(0), 0, there);
  }

  /** The position up to which everything is digested. */
  long digested() {
    return trimmed;
  }

  /** A position that no record ends after which was queued until now. */
  long reach() {
    lock.lock();
    try {
      return end + queuedBytes;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The {@linkplain #reach() reach} up to which everything is digested or was refused; the largest
   * number when there is nothing else.
   */
  long digestedReach() {
    lock.lock();
    try {
      return queuedBytes == 0 && trimmed >= end ? Long.MAX_VALUE : trimmed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Entry> read(long position, int maxBytes, Duration patience)
      throws InterruptedException {
    if (!awaitBeyond(position, patience)) {
      reader.rest();
      return List.of();
    }
    try {
      var segment = segments.at(position);
      long limit = Math.min(end, segments.followingBase(segment));
      return reader.read(segment, position, limit, maxBytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the intake log at position " + position, e);
    }
  }

  @Override
  public long firstPosition() {
    return segments.firstBase();
  }

  @Override
  public long endPosition() {
    return end;
  }

  @Override
  public void trim(long position) {
    if (position > trimmed) {
      budget.giveBack(position - trimmed);
      trimmed = position;
    }
    segments.deleteBefore(trimmed);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      queued.signalAll();
      durable.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      writer.join();
      segments.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("Cannot close the intake log: {}", e.getMessage());
    }
  }

  /** Waits for a record at the position; whether there is one. */
  boolean awaitBeyond(long position, Duration patience) throws InterruptedException {
    if (end > position) {
      return true;
    }
    long left = patience.toNanos();
    lock.lock();
    try {
      while (end <= position && left > 0 && !closed) {
        left = durable.awaitNanos(left);
      }
      return end > position;
    } finally {
      lock.unlock();
    }
  }

  private void writeGroups() {
    while (true) {
      ArrayDeque<PendingRecord> group;
      lock.lock();
      try {
        while (queue.isEmpty() && !closed) {
          roll();
          queued.awaitNanos(rollNanos);
        }
        if (queue.isEmpty()) {
          return;
        }
        group = queue;
        queue = new ArrayDeque<>();
      } catch (InterruptedException e) {
        continue; // nobody means this thread; it ends by being closed
      } finally {
        lock.unlock();
      }
      writeGroup(group);
    }
  }

  /** Begins another file when this one is old and all of it is digested, and drops what was. */
  private void roll() {
    if (end > segments.lastBase() && trimmed >= end && segments.lastIsOlderThan(rollNanos)) {
      try {
        segments.begin(end);
      } catch (IOException e) {
        rareLog.error("The intake log cannot begin another file: {}", e.toString());
        return;
      }
      segments.deleteBefore(trimmed);
    }
  }

  private void writeGroup(ArrayDeque<PendingRecord> group) {
    long start = end;
    var answers = new ArrayList<Append>(group.size());
    try {
      long held = end - segments.lastBase();
      if (held >= segmentBytes || (held > 0 && segments.lastIsOlderThan(rollNanos))) {
        segments.begin(end);
      }
      var segment = segments.last();
      long position = start;
      for (var pending : group) {
        records.write(segment, pending.parts(), pending.length(), position);
        position += pending.diskBytes();
        answers.add(new Append.Durable(position));
      }
      records.flush(segment, position);
      segment.force();
      publish(position);
      unwritable = null;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // whatever it is, those who wait get an answer and the writer goes on
      rareLog.error(
          "The intake log cannot be written, {} requests are refused: {}",
          group.size(),
          e.toString());
      unwritable = Reason.INTAKE_LOG_UNWRITABLE;
      answers.clear();
      group.forEach(pending -> {
        budget.giveBack(pending.diskBytes());
        answers.add(new Append.Refused(Reason.INTAKE_LOG_UNWRITABLE));
      });
      cutBack(start);
    }
    settle(group);
    var next = answers.iterator();
    group.forEach(pending -> pending.answer(next.next()));
  }

  private void settle(ArrayDeque<PendingRecord> group) {
    lock.lock();
    try {
      group.forEach(pending -> queuedBytes -= pending.diskBytes());
    } finally {
      lock.unlock();
    }
  }

  private void publish(long position) {
    lock.lock();
    try {
      end = position;
      durable.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void cutBack(long position) {
    records.forget();
    try {
      segments.last().truncate(Math.max(position, segments.lastBase()));
    } catch (IOException e) {
      rareLog.error("The intake log cannot be cut back either: {}", e.toString());
    }
  }
}
