package dev.fettle.ingest;

import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The memory all concurrent request bodies share, taken block by block as bytes arrive, so a slow
 * client holds only what it has sent.
 *
 * <p>A quarter is for small bodies alone, so that a few clients with large ones do not turn away
 * everybody's events. When large bodies together want more than there is, the youngest gives way at
 * once (its client is told to come back) instead of all of them waiting for each other; the oldest
 * always gets what the others give back.
 */
final class MemoryBudget {

  /** A body up to this size is small. */
  static final int SMALL_BYTES = 64 * 1024;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition given = lock.newCondition();
  private final TreeSet<Long> waiting = new TreeSet<>();
  private final long reserve;
  private long free;
  private long claims;

  MemoryBudget(long bytes) {
    this.free = bytes;
    this.reserve = bytes / 4;
  }

  /** What one body has of the budget. Used by one thread. */
  final class Claim implements AutoCloseable {

    private final long number;
    private long held;

    private Claim(long number) {
      this.number = number;
    }

    /** Takes more; false when there is none and this claim has to give way or waited too long. */
    boolean take(int bytes) throws InterruptedException {
      lock.lock();
      try {
        return grant(bytes) || await(bytes);
      } finally {
        lock.unlock();
      }
    }

    /** Takes more if it is there now. */
    boolean tryTake(int bytes) {
      lock.lock();
      try {
        return grant(bytes);
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
          if (grant(bytes)) {
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

    private boolean grant(int bytes) {
      boolean small = held + bytes <= SMALL_BYTES;
      boolean overtakes = !small && !waiting.isEmpty() && waiting.first() < number;
      if (overtakes || free - bytes < (small ? 0 : reserve)) {
        return false;
      }
      free -= bytes;
      held += bytes;
      return true;
    }

    /** Gives everything back. */
    @Override
    public void close() {
      lock.lock();
      try {
        free += held;
        held = 0;
        given.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** A claim on nothing yet. */
  Claim claim() {
    lock.lock();
    try {
      return new Claim(claims++);
    } finally {
      lock.unlock();
    }
  }

  /** What nobody has. */
  long free() {
    lock.lock();
    try {
      return free;
    } finally {
      lock.unlock();
    }
  }
}
