package dev.fettle.platform.work;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The memory all concurrent request bodies of the process share, of the intake and of the API,
 * taken block by block as bytes arrive, so a slow client holds only what it has sent. Thread-safe.
 *
 * <p>A quarter is for small bodies alone, so that a few clients with large ones do not turn away
 * everybody's events. When large bodies together want more than there is, the youngest gives way at
 * once (its client is told to come back) instead of all of them waiting for each other; the oldest
 * always gets what the others give back.
 *
 * <p>While bodies are received, those of one owner never have more than half, however many clients
 * send for it.
 */
public final class MemoryBudget {

  /** A body up to this size is small. */
  public static final int SMALL_BYTES = 64 * 1024;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition given = lock.newCondition();
  private final TreeSet<Long> waiting = new TreeSet<>();
  private final Map<Long, Long> heldBy = new HashMap<>();
  private final long reserve;
  private final long share;
  private long free;
  private long claims;

  public MemoryBudget(long bytes) {
    this.free = bytes;
    this.reserve = bytes / 4;
    this.share = bytes / 2;
  }

  /** What one body has of the budget. Used by one thread. */
  public final class Claim implements AutoCloseable {

    private final long number;
    private long owner;
    private long held;

    /** What of it counts for the owner. */
    private long shared;

    private Claim(long number) {
      this.number = number;
    }

    /** Says whose it is, once that is known; 0 is nobody. */
    public void ownedBy(long newOwner) {
      lock.lock();
      try {
        addTo(owner, -shared);
        owner = newOwner;
        addTo(owner, shared);
      } finally {
        lock.unlock();
      }
    }

    /** Takes more; false when there is none and this claim has to give way or waited too long. */
    public boolean take(int bytes) throws InterruptedException {
      lock.lock();
      try {
        return grant(bytes, held + bytes <= SMALL_BYTES) || await(bytes);
      } finally {
        lock.unlock();
      }
    }

    /** Takes more if it is there now. */
    public boolean tryTake(int bytes) {
      lock.lock();
      try {
        return grant(bytes, true);
      } finally {
        lock.unlock();
      }
    }

    private boolean await(int bytes) throws InterruptedException {
      waiting.add(number);
      try {
        long left = PATIENCE_NANOS;
        while (left > 0) {
          long rest = given.awaitNanos(Math.min(left, STEP_NANOS));
          if (grant(bytes, held + bytes <= SMALL_BYTES)) {
            return true;
          }
          if (rest <= 0) {
            left -= STEP_NANOS;
            if (waiting.size() > 1 && waiting.last() == number) {
              return false;
            }
          }
        }
        return false;
      } finally {
        waiting.remove(number);
      }
    }

    /** A body that comes back whole, one at a time, may have more than its owner's share. */
    private boolean grant(int bytes, boolean withinShare) {
      if (withinShare && owner != 0 && heldBy.getOrDefault(owner, 0L) + bytes > share) {
        return false;
      }
      boolean small = held + bytes <= SMALL_BYTES;
      boolean overtakes = !small && !waiting.isEmpty() && waiting.first() < number;
      if (overtakes || free - bytes < (small ? 0 : reserve)) {
        return false;
      }
      free -= bytes;
      held += bytes;
      if (withinShare) {
        shared += bytes;
        addTo(owner, bytes);
      }
      return true;
    }

    /** Gives everything back. */
    @Override
    public void close() {
      lock.lock();
      try {
        free += held;
        addTo(owner, -shared);
        held = 0;
        shared = 0;
        given.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private void addTo(long owner, long bytes) {
    if (owner != 0 && bytes != 0) {
      heldBy.merge(owner, bytes, (held, more) -> held + more == 0 ? null : held + more);
    }
  }

  /** A claim on nothing yet. */
  public Claim claim() {
    lock.lock();
    try {
      return new Claim(claims++);
    } finally {
      lock.unlock();
    }
  }

  /** What nobody has. */
  public long free() {
    lock.lock();
    try {
      return free;
    } finally {
      lock.unlock();
    }
  }
}
