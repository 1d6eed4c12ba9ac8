package dev.fettle.intakelog;

import dev.fettle.core.ByteSlice;
import dev.fettle.items.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The intake log of one machine in two lanes, each with a digest of its own, so that a project
 * which sends more than can be digested does not keep the others waiting.
 *
 * <p>Everybody's records go to the usual lane. A project that has more than {@link #BUSY_BYTES}
 * undigested there goes to the busy lane with its next record, and stays until nothing of it is
 * undigested there.
 *
 * <p>Records of one project are digested in the order they were accepted, and never by two digests
 * at once: duplicates are looked for before they are written, which two would do past each other.
 * Therefore each move sets a {@link Fence}: what the busy lane takes from then on is not read
 * before the usual lane is digested up to where it then ended. A project that moves back has left
 * nothing behind. The usual lane waits for the busy one only while that has a large record in
 * memory and it needs to read one too, which is then the next, and not longer than {@link
 * #COURTESY}.
 *
 * <p>Who has how much waiting is known in memory only. What must outlive the process is whom the
 * busy lane may hold ({@link BusyProjects}); after a start it waits for all that the usual lane
 * held.
 */
public final class FairLog implements IntakeLog {

  private static final String USUAL = "local-0";
  private static final String BUSY = "local-1";
  private static final long BUSY_BYTES = 2L * 1024 * 1024;

  /** A record counts as so much at least: a thousand small ones are work for half a second. */
  private static final long LEAST_BYTES = 2 * 1024;

  /** Of larger records one lane at a time has one, for as long as {@link #COURTESY}. */
  private static final long LARGE_BYTES = 2L * 1024 * 1024;

  /** So long the usual lane waits for one large record of the busy one; then both have one. */
  private static final Duration COURTESY = Duration.ofSeconds(10);

  /** While more than this waits in the usual lane, no more is read at once from the busy one. */
  private static final int LIGHT_BYTES = 512 * 1024;

  /** Of whom more is not known, only fairness suffers. */
  private static final int MOST_PROJECTS = 10_000;

  private final SegmentLog usual;
  private final SegmentLog busy;
  private final Lane usualLane;
  private final Lane busyLane;
  private final BusyProjects noted;
  private final long busyBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wentOn = lock.newCondition();

  /** What waits in the usual lane, by project. */
  private final Map<Long, Undigested> waiting = new HashMap<>();

  /** The projects of the busy lane, each with the reach of its last record there. */
  private final Map<Long, Long> moved = new HashMap<>();

  /** In the order of the busy lane; those that are reached are gone. */
  private final ArrayDeque<Fence> fences = new ArrayDeque<>();

  private boolean closed;

  /** Nothing of the busy lane from {@code from} on is read before the usual one is digested. */
  private record Fence(long from, long usualReach) {}

  private FairLog(SegmentLog usual, SegmentLog busy, BusyProjects noted, long busyBytes) {
    this.usual = usual;
    this.busy = busy;
    this.usualLane = new UsualLane();
    this.busyLane = new BusyLane();
    this.noted = noted;
    this.busyBytes = busyBytes;
    fences.add(new Fence(0, usual.reach()));
    noted.all().forEach(project -> moved.put(project, busy.reach()));
  }

  /**
   * Where the digest of each partition goes on.
   *
   * @see LogPartition#partition()
   */
  @FunctionalInterface
  public interface Positions {
    long of(String partition);
  }

  /**
   * Opens the log in {@code folder}: the usual lane in the folder itself, the busy one in a folder
   * inside.
   *
   * @param budgetBytes how much may wait for the digest, of both lanes together, before appends are
   *     refused
   * @param floorBytes what is left free on the disk
   * @param digested what the database knows; see {@link SegmentLog#open(Path, long, long, long,
   *     long)}
   */
  public static FairLog open(
      Path folder, long segmentBytes, long budgetBytes, long floorBytes, Positions digested)
      throws IOException {
    return open(folder, segmentBytes, budgetBytes, floorBytes, digested, BUSY_BYTES);
  }

  /** The same with another idea of a busy project. */
  static FairLog open(
      Path folder,
      long segmentBytes,
      long budgetBytes,
      long floorBytes,
      Positions digested,
      long busyBytes)
      throws IOException {
    var room = new DiskRoom(folder, floorBytes);
    var budget = new LogBudget(budgetBytes);
    var usual =
        SegmentLog.open(
            USUAL,
            folder,
            Segment.DISK,
            segmentBytes,
            budget,
            room,
            SegmentLog.ROLL_AFTER,
            digested.of(USUAL));
    var inside = folder.resolve("busy");
    long from = digested.of(BUSY);
    var busy =
        SegmentLog.open(
            BUSY, inside, Segment.DISK, segmentBytes, budget, room, SegmentLog.ROLL_AFTER, from);
    var noted = BusyProjects.open(inside, busy.endPosition() > from);
    return new FairLog(usual, busy, noted, busyBytes);
  }

  @Override
  public Append append(long projectId, List<ByteSlice> record) throws InterruptedException {
    var pending = new PendingRecord(record);
    var reason = enqueue(projectId, pending);
    return reason == null ? pending.awaitAnswer() : new Append.Refused(reason);
  }

  /** Lane and place in one step: a fence counts on what was queued before it. */
  private @Nullable Reason enqueue(long projectId, PendingRecord pending) {
    lock.lock();
    try {
      boolean toBusy = isBusy(projectId);
      var reason = (toBusy ? busy : usual).enqueue(pending);
      if (reason == null && toBusy) {
        moved.put(projectId, busy.reach());
      } else if (reason == null) {
        count(projectId, Math.max(pending.diskBytes(), LEAST_BYTES));
      }
      return reason;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the project's next record goes to the busy lane, where it may just have moved. */
  private boolean isBusy(long projectId) {
    var reach = moved.get(projectId);
    if (reach != null && busy.digestedReach() < reach) {
      return true;
    }
    moved.remove(projectId);
    var mine = waiting.get(projectId);
    if (mine == null
        || mine.bytes(usual.digestedReach()) <= busyBytes
        || moved.size() == MOST_PROJECTS
        || !noted.note(projectId, moved.keySet())) {
      return false;
    }
    fence();
    return true;
  }

  private void fence() {
    var fence = new Fence(busy.endPosition(), usual.reach());
    var last = fences.peekLast();
    if (last != null && last.from() == fence.from()) {
      fences.removeLast();
      fence = new Fence(fence.from(), Math.max(last.usualReach(), fence.usualReach()));
    }
    fences.add(fence);
  }

  private void count(long projectId, long bytes) {
    var mine = waiting.get(projectId);
    if (mine == null && waiting.size() < MOST_PROJECTS) {
      mine = new Undigested(busyBytes / 8);
      waiting.put(projectId, mine);
    }
    if (mine != null) {
      mine.add(bytes, usual.reach());
    }
  }

  /** The position in the busy lane that may not be read, nor what follows it. */
  private long busyLimit() {
    long digested = usual.digestedReach();
    while (!fences.isEmpty() && fences.getFirst().usualReach() <= digested) {
      fences.removeFirst();
    }
    return fences.isEmpty() ? Long.MAX_VALUE : fences.getFirst().from();
  }

  @Override
  public @Nullable Reason refusal() {
    var reason = usual.refusal();
    if (reason != null) {
      return reason;
    }
    lock.lock();
    try { // while it is nobody's lane, nobody is refused there
      return moved.isEmpty() ? null : busy.refusal();
    } finally {
      lock.unlock();
    }
  }

  /** All of it is this process's, as long as it lives. */
  @Override
  public Subscription subscribe(Readers readers) {
    var lanes = List.of(usualLane, busyLane);
    lanes.forEach(readers::assigned);
    return () -> lanes.forEach(readers::revoked);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      wentOn.signalAll();
    } finally {
      lock.unlock();
    }
    usual.close();
    busy.close();
  }

  private abstract class Lane implements LogPartition {

    final SegmentLog log;

    /** Where the large record ends that was given last; guarded by the lock. */
    private long largeEnd;

    /** Whether it waits to be given a large record; guarded by the lock. */
    private boolean waitsForLarge;

    Lane(SegmentLog log) {
      this.log = log;
    }

    /**
     * Whether a record may be read; a large one is counted as given.
     *
     * @param then whether it may when the time is over
     */
    final boolean awaitTurn(long position, Duration time, boolean then)
        throws InterruptedException {
      long size = log.sizeAt(position);
      boolean large = size > LARGE_BYTES;
      long left = time.toNanos();
      lock.lock();
      try {
        waitsForLarge = large;
        while (!isTurn(position, large) && left > 0 && !closed) {
          left = wentOn.awaitNanos(left);
        }
        boolean may = then || isTurn(position, large);
        if (may && large) {
          largeEnd = position + size;
        }
        return may;
      } finally {
        waitsForLarge = false;
        lock.unlock();
      }
    }

    abstract boolean isTurn(long position, boolean large);

    final boolean wantsLarge() {
      return waitsForLarge || hasLarge();
    }

    final boolean hasLarge() {
      return log.digested() < largeEnd;
    }

    @Override
    public void trim(long position) {
      log.trim(position);
      lock.lock();
      try {
        forget(log.digestedReach());
        wentOn.signalAll();
      } finally {
        lock.unlock();
      }
    }

    /** Whom nothing is known of any more that is not digested. */
    abstract void forget(long digested);

    @Override
    public String partition() {
      return log.partition();
    }

    @Override
    public long firstPosition() {
      return log.firstPosition();
    }

    @Override
    public long endPosition() {
      return log.endPosition();
    }
  }

  private final class UsualLane extends Lane {

    UsualLane() {
      super(usual);
    }

    @Override
    public List<Entry> read(long position, int maxBytes, Duration patience)
        throws InterruptedException {
      if (log.awaitBeyond(position, patience)) {
        awaitTurn(position, COURTESY, true);
      }
      return log.read(position, maxBytes, Duration.ZERO);
    }

    @Override
    boolean isTurn(long position, boolean large) {
      return !large || !busyLane.hasLarge();
    }

    @Override
    void forget(long digested) {
      waiting.values().removeIf(mine -> mine.bytes(digested) == 0);
    }
  }

  private final class BusyLane extends Lane {

    BusyLane() {
      super(busy);
    }

    @Override
    public List<Entry> read(long position, int maxBytes, Duration patience)
        throws InterruptedException {
      if (log.awaitBeyond(position, patience) && !awaitTurn(position, patience, false)) {
        return List.of();
      }
      boolean lightly = usual.endPosition() - usual.digested() > LIGHT_BYTES;
      int bytes = lightly ? Math.min(maxBytes, LIGHT_BYTES) : maxBytes;
      var entries = log.read(position, bytes, Duration.ZERO);
      long limit = limit();
      return entries.stream().filter(entry -> entry.position() < limit).toList();
    }

    @Override
    boolean isTurn(long position, boolean large) {
      return busyLimit() > position && !(large && usualLane.wantsLarge());
    }

    private long limit() {
      lock.lock();
      try {
        return busyLimit();
      } finally {
        lock.unlock();
      }
    }

    @Override
    void forget(long digested) {
      moved.values().removeIf(reach -> reach <= digested);
    }
  }
}
