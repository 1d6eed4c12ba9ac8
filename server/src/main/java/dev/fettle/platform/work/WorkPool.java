package dev.fettle.platform.work;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A few platform threads for work that needs a processor for longer than a moment, in the order it
 * came but in turn between owners. Thread-safe.
 *
 * <p>A virtual thread that computes keeps its carrier, and there are only as many carriers as
 * processors: two requests that compute would keep everybody else waiting. Here they wait in a
 * bounded queue instead, while the carriers and the operating system's own turns are left for the
 * rest.
 */
public final class WorkPool implements AutoCloseable {

  /** What is done. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException, InterruptedException;
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private final Map<Long, ArrayDeque<Job<?>>> waiting = new LinkedHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final String name;
  private final int mostWaiting;
  private int count;
  private boolean closed;

  /**
   * Starts the threads.
   *
   * @param mostWaiting works that may wait; half of them of one owner
   */
  public WorkPool(String name, int threads, int mostWaiting) {
    this.name = name;
    this.mostWaiting = mostWaiting;
    for (int number = 0; number < threads; number++) {
      this.threads.add(Thread.ofPlatform().daemon().name(name + "-" + number).start(this::serve));
    }
  }

  /** All processors but one, which is left for receiving; at least one. */
  public static int spareProcessors() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }

  /**
   * Does the work on one of the threads and waits for it. What it throws is thrown here.
   *
   * @param owner whose turn it uses; 0 for nobody in particular, who may have the whole queue
   * @throws BusyException when too much is waiting already
   */
  public <T> T run(long owner, Work<T> work) throws IOException, InterruptedException {
    var job = new Job<>(owner, work);
    enter(job);
    try {
      job.done.await();
    } catch (InterruptedException e) {
      if (!leave(job)) {
        job.awaitEnd(); // it uses what the caller is about to give back
      }
      throw e;
    }
    return job.result();
  }

  private void enter(Job<?> job) {
    lock.lock();
    try {
      var own = waiting.get(job.owner);
      boolean hasShare = own == null || job.owner == 0 || own.size() < mostWaiting / 2;
      if (closed || count >= mostWaiting || !hasShare) {
        throw new BusyException("too much to do at once (%s): try again later".formatted(name));
      }
      waiting.computeIfAbsent(job.owner, _ -> new ArrayDeque<>()).add(job);
      count++;
      added.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Whether it could be taken back before it began. */
  private boolean leave(Job<?> job) {
    lock.lock();
    try {
      var own = waiting.get(job.owner);
      if (own == null || !own.remove(job)) {
        return false;
      }
      count--;
      if (own.isEmpty()) {
        waiting.remove(job.owner);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void serve() {
    while (serveOne()) {}
  }

  /** Of what it did nothing stays on the thread's stack while it waits for more. */
  private boolean serveOne() {
    var job = next();
    if (job != null) {
      job.run();
    }
    return job != null;
  }

  /** The first work of the owner who waits longest for a turn; null when closed. */
  private @Nullable Job<?> next() {
    lock.lock();
    try {
      while (waiting.isEmpty()) {
        if (closed) {
          return null;
        }
        added.awaitUninterruptibly();
      }
      var first = waiting.entrySet().iterator().next();
      var owner = first.getKey();
      var own = first.getValue();
      waiting.remove(owner);
      var job = own.remove();
      if (!own.isEmpty()) {
        waiting.put(owner, own); // behind everybody else
      }
      count--;
      return job;
    } finally {
      lock.unlock();
    }
  }

  /** How many works have not begun. */
  int waiting() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more; what waits is done. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      added.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static final class Job<T> {

    private final long owner;
    private final Work<T> work;
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable T value;
    private @Nullable Throwable failure;

    Job(long owner, Work<T> work) {
      this.owner = owner;
      this.work = work;
    }

    void run() {
      try {
        value = work.run();
      } catch (Throwable e) { // the caller's to see, whatever it is
        failure = e;
      } finally {
        done.countDown();
      }
    }

    void awaitEnd() {
      boolean interrupted = false;
      while (done.getCount() > 0) {
        try {
          done.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    @SuppressWarnings("NullAway") // a work whose value may be null has a nullable T
    T result() throws IOException, InterruptedException {
      return switch (failure) {
        case null -> value;
        case IOException e -> throw e;
        case InterruptedException e -> throw e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalStateException(failure);
      };
    }
  }
}
