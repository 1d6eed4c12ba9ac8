package dev.fettle.intakelog;

import dev.fettle.core.ByteSlice;
import dev.fettle.items.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
 */
public final class SegmentLog implements IntakeLog, LogPartition {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentLog.class);
  private static final int SMALLEST_READ_BYTES = 64 * 1024;

  /** A read buffer of a large record is not kept for the small ones after it. */
  private static final int LARGEST_KEPT_BYTES = 2 * 1024 * 1024;

  private static final byte[] NO_BUFFER = {};

  private record Pending(List<ByteSlice> parts, int length, CompletableFuture<Append> answer) {

    long diskBytes() {
      return (long) Segment.FRAME_BYTES + length;
    }
  }

  private final Path folder;
  private final Segment.Opening opening;
  private final long segmentBytes;
  private final long budgetBytes;
  private final ConcurrentSkipListMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
  private final SegmentWriter records = new SegmentWriter();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition queued = lock.newCondition();
  private final Condition durable = lock.newCondition();
  private ArrayDeque<Pending> queue = new ArrayDeque<>();
  private long queuedBytes;
  private boolean closed;
  private byte[] readBuffer = new byte[SMALLEST_READ_BYTES];
  private volatile long end;
  private volatile long trimmed;
  private final Thread writer;

  private SegmentLog(
      Path folder, Segment.Opening opening, long segmentBytes, long budgetBytes, long digested)
      throws IOException {
    this.folder = folder;
    this.opening = opening;
    this.segmentBytes = segmentBytes;
    this.budgetBytes = budgetBytes;
    openSegments(digested);
    this.trimmed = segments.firstKey();
    this.writer =
        Thread.ofPlatform().daemon().name("intake-log-writer").unstarted(this::writeGroups);
  }

  /**
   * Opens the log in {@code folder}, cutting a torn tail.
   *
   * @param budgetBytes how much may wait for the digest before appends are refused
   * @param digested the position the database knows; a log that ends before it (its folder was
   *     emptied) goes on from there, so that a new record is never taken for an old one
   */
  public static SegmentLog open(Path folder, long segmentBytes, long budgetBytes, long digested)
      throws IOException {
    return open(folder, Segment.DISK, segmentBytes, budgetBytes, digested);
  }

  /** The same on another disk. */
  static SegmentLog open(
      Path folder, Segment.Opening opening, long segmentBytes, long budgetBytes, long digested)
      throws IOException {
    Files.createDirectories(folder);
    var log = new SegmentLog(folder, opening, segmentBytes, budgetBytes, digested);
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
    int length = record.stream().mapToInt(ByteSlice::length).sum();
    if (length == 0) {
      throw new IllegalArgumentException("a record has at least one byte");
    }
    var pending = new Pending(record, length, new CompletableFuture<>());
    lock.lock();
    try {
      if (closed) {
        return new Append.Refused(Reason.STOPPING);
      }
      if (end - trimmed + queuedBytes + pending.diskBytes() > budgetBytes) {
        return new Append.Refused(Reason.INTAKE_LOG_FULL);
      }
      queuedBytes += pending.diskBytes();
      queue.add(pending);
      queued.signal();
    } finally {
      lock.unlock();
    }
    try {
      return pending.answer().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the log writer answers every append", e);
    }
  }

  @Override
  public List<Entry> read(long position, int maxBytes, Duration patience)
      throws InterruptedException {
    if (!awaitBeyond(position, patience)) {
      return List.of();
    }
    var floor = segments.floorEntry(position);
    if (floor == null) {
      throw new IllegalStateException(
          "position %d is before the log's first record at %d"
              .formatted(position, firstPosition()));
    }
    try {
      return readSegment(floor.getValue(), position, maxBytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the intake log at position " + position, e);
    }
  }

  @Override
  public long firstPosition() {
    return segments.firstKey();
  }

  @Override
  public long endPosition() {
    return end;
  }

  @Override
  public void trim(long position) {
    trimmed = Math.max(trimmed, position);
    while (segments.size() > 1 && segments.higherKey(segments.firstKey()) <= position) {
      var oldest = segments.pollFirstEntry();
      try {
        oldest.getValue().delete();
      } catch (IOException e) {
        LOG.warn("Cannot delete the digested segment at {}: {}", oldest.getKey(), e.getMessage());
      }
    }
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
      for (var segment : segments.values()) {
        segment.close();
      }
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
    var following = segments.higherKey(segment.base());
    long limit = following == null ? end : following;
    int wanted = (int) Math.min(limit - position, Math.max(maxBytes, SMALLEST_READ_BYTES));
    fill(segment, position, wanted);
    int first = wanted < Segment.FRAME_BYTES ? -1 : ByteBuffer.wrap(readBuffer).getInt(0);
    if (first <= 0 || position + Segment.FRAME_BYTES + first > limit) {
      return List.of(damaged(position, limit));
    }
    if (Segment.FRAME_BYTES + first > wanted) {
      wanted = Segment.FRAME_BYTES + first;
      fill(segment, position, wanted);
    }
    return entries(position, wanted, limit, maxBytes);
  }

  private List<Entry> entries(long position, int available, long limit, int maxBytes) {
    var entries = new ArrayList<Entry>();
    var buffer = ByteBuffer.wrap(readBuffer);
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
      var payload = ByteSlice.of(readBuffer, offset + Segment.FRAME_BYTES, length);
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

  private void fill(Segment segment, long position, int bytes) throws IOException {
    boolean tooSmall = readBuffer.length < bytes;
    boolean tooLarge = readBuffer.length > LARGEST_KEPT_BYTES && bytes <= LARGEST_KEPT_BYTES;
    if (tooSmall || tooLarge) {
      readBuffer = NO_BUFFER; // never two at once
      readBuffer = new byte[bytes];
    }
    segment.read(ByteBuffer.wrap(readBuffer, 0, bytes), position);
  }

  private void openSegments(long digested) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : (Iterable<Path>) files.filter(Segment::isOne)::iterator) {
        var name = String.valueOf(file.getFileName());
        var segment =
            Segment.open(
                folder,
                Long.parseLong(name.substring(0, name.length() - ".log".length())),
                opening);
        segments.put(segment.base(), segment);
      }
    }
    if (segments.isEmpty()) {
      addSegment(0);
    }
    end = segments.lastEntry().getValue().cutTornTail();
    if (end < digested) {
      LOG.warn(
          "The intake log ends at {}, the database has digested up to {}: going on from there",
          end,
          digested);
      addSegment(digested);
      end = digested;
    }
  }

  private void addSegment(long base) throws IOException {
    segments.put(base, Segment.open(folder, base, opening));
    try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private void writeGroups() {
    while (true) {
      ArrayDeque<Pending> group;
      lock.lock();
      try {
        while (queue.isEmpty() && !closed) {
          queued.awaitUninterruptibly();
        }
        if (queue.isEmpty()) {
          return;
        }
        group = queue;
        queue = new ArrayDeque<>();
      } finally {
        lock.unlock();
      }
      writeGroup(group);
    }
  }

  private void writeGroup(ArrayDeque<Pending> group) {
    long start = end;
    var answers = new ArrayList<Append>(group.size());
    try {
      if (end - segments.lastKey() >= segmentBytes) {
        addSegment(end);
      }
      var segment = segments.lastEntry().getValue();
      long position = start;
      for (var pending : group) {
        records.write(segment, pending.parts(), pending.length(), position);
        position += pending.diskBytes();
        answers.add(new Append.Durable(position));
      }
      records.flush(segment, position);
      segment.force();
      publish(position);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // whatever it is, those who wait get an answer and the writer goes on
      LOG.error(
          "The intake log cannot be written, {} requests are refused: {}",
          group.size(),
          e.toString());
      answers.clear();
      group.forEach(pending -> answers.add(new Append.Refused(Reason.INTAKE_LOG_UNWRITABLE)));
      cutBack(start);
    }
    settle(group);
    var next = answers.iterator();
    group.forEach(pending -> pending.answer().complete(next.next()));
  }

  private void settle(ArrayDeque<Pending> group) {
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
      segments.lastEntry().getValue().truncate(Math.max(position, segments.lastKey()));
    } catch (IOException e) {
      LOG.error("The intake log cannot be cut back either: {}", e.getMessage());
    }
  }
}
