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
  private static final int SMALLEST_READ_BYTES = 64 * 1024;

  /** A large record is read into an array of its own, which goes with it. */
  private static final int LARGEST_KEPT_BYTES = 2 * 1024 * 1024;

  private static final Duration ROLL_AFTER = Duration.ofMinutes(5);

  private final Segments segments;
  private final long segmentBytes;
  private final long budgetBytes;
  private final DiskRoom room;
  private final long rollNanos;
  private final RareLog rareLog = new RareLog(LOG);
  private final SegmentWriter records = new SegmentWriter();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition queued = lock.newCondition();
  private final Condition durable = lock.newCondition();
  private ArrayDeque<PendingRecord> queue = new ArrayDeque<>();
  private long queuedBytes;
  private boolean closed;

  /** The one for this read, and the other with what the read before it gave. */
  private byte[] readBuffer = new byte[SMALLEST_READ_BYTES];

  private byte[] otherBuffer = new byte[SMALLEST_READ_BYTES];
  private volatile long end;
  private volatile long trimmed;

  /** Why the last group could not be written, or null. */
  private volatile @Nullable Reason unwritable;

  private final Thread writer;

  private SegmentLog(
      Segments segments, long segmentBytes, long budgetBytes, DiskRoom room, Duration rollAfter) {
    this.segments = segments;
    this.segmentBytes = segmentBytes;
    this.budgetBytes = budgetBytes;
    this.room = room;
    this.rollNanos = rollAfter.toNanos();
    this.end = segments.openedEnd();
    this.trimmed = segments.firstBase();
    this.writer =
        Thread.ofPlatform().daemon().name("intake-log-writer").unstarted(this::writeGroups);
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
    return open(folder, Segment.DISK, segmentBytes, budgetBytes, room, ROLL_AFTER, digested);
  }

  /** The same on another disk. */
  static SegmentLog open(
      Path folder,
      Segment.Opening opening,
      long segmentBytes,
      long budgetBytes,
      DiskRoom room,
      Duration rollAfter,
      long digested)
      throws IOException {
    var segments = Segments.open(folder, opening, digested);
    var log = new SegmentLog(segments, segmentBytes, budgetBytes, room, rollAfter);
    log.writer.start();
    return log;
  }

  @Override
  public String partition() {
    return "local-0";
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
    if (pending.length() == 0) {
      throw new IllegalArgumentException("a record has at least one byte");
    }
    lock.lock();
    try {
      if (closed) {
        return new Append.Refused(Reason.STOPPING);
      }
      var reason = refusal(pending.diskBytes());
      if (reason != null) {
        return new Append.Refused(reason);
      }
      queuedBytes += pending.diskBytes();
      queue.add(pending);
      queued.signal();
    } finally {
      lock.unlock();
    }
    return pending.awaitAnswer();
  }

  private @Nullable Reason refusal(long more) {
    if (end - trimmed + queuedBytes + more > budgetBytes) {
      return Reason.INTAKE_LOG_FULL;
    }
    return room.isShort() ? Reason.INTAKE_DISK : null;
  }

  @Override
  public @Nullable Reason refusal() {
    lock.lock();
    try {
      var reason = closed ? Reason.STOPPING : refusal(1);
      return reason == null ? unwritable : reason;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Entry> read(long position, int maxBytes, Duration patience)
      throws InterruptedException {
    if (!awaitBeyond(position, patience)) {
      return List.of();
    }
    try {
      return readSegment(segments.at(position), position, maxBytes);
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
    trimmed = Math.max(trimmed, position);
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

  private boolean awaitBeyond(long position, Duration patience) throws InterruptedException {
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

  private List<Entry> readSegment(Segment segment, long position, int maxBytes) throws IOException {
    long limit = Math.min(end, segments.followingBase(segment));
    int wanted =
        (int)
            Math.min(
                limit - position, Math.clamp(maxBytes, SMALLEST_READ_BYTES, LARGEST_KEPT_BYTES));
    var bytes = nextBuffer(wanted);
    segment.read(ByteBuffer.wrap(bytes, 0, wanted), position);
    int first = wanted < Segment.FRAME_BYTES ? -1 : ByteBuffer.wrap(bytes).getInt(0);
    if (first <= 0 || position + Segment.FRAME_BYTES + first > limit) {
      return List.of(damaged(position, limit));
    }
    if (Segment.FRAME_BYTES + first > wanted) {
      wanted = Segment.FRAME_BYTES + first;
      bytes = wanted > LARGEST_KEPT_BYTES ? new byte[wanted] : readBuffer(wanted);
      segment.read(ByteBuffer.wrap(bytes, 0, wanted), position);
    }
    return entries(bytes, wanted, position, limit, maxBytes);
  }

  private static List<Entry> entries(
      byte[] bytes, int available, long position, long limit, int maxBytes) {
    var entries = new ArrayList<Entry>();
    var buffer = ByteBuffer.wrap(bytes);
    int offset = 0;
    while (offset + Segment.FRAME_BYTES <= available && (offset < maxBytes || entries.isEmpty())) {
      int length = buffer.getInt(offset);
      long at = position + offset;
      if (length <= 0 || at + Segment.FRAME_BYTES + length > limit) {
        entries.add(damaged(at, limit));
        return entries;
      }
      if (offset + Segment.FRAME_BYTES + length > available) {
        break; // the rest of this record comes with the next read
      }
      var payload = ByteSlice.of(bytes, offset + Segment.FRAME_BYTES, length);
      boolean whole = Segment.checksum(at, List.of(payload)) == buffer.getInt(offset + 4);
      offset += Segment.FRAME_BYTES + length;
      entries.add(new Entry(at, position + offset, whole ? payload : null));
    }
    return entries;
  }

  /** Without a believable length nothing after it in this file can be found. */
  private static Entry damaged(long position, long limit) {
    return new Entry(position, limit, null);
  }

  /** The buffer that the read before the last one used. */
  private byte[] nextBuffer(int bytes) {
    var next = otherBuffer;
    otherBuffer = readBuffer;
    readBuffer = next;
    return readBuffer(bytes);
  }

  private byte[] readBuffer(int bytes) {
    if (readBuffer.length < bytes) {
      readBuffer = new byte[bytes];
    }
    return readBuffer;
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
      group.forEach(pending -> answers.add(new Append.Refused(Reason.INTAKE_LOG_UNWRITABLE)));
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
