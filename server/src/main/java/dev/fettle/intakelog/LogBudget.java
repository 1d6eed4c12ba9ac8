package dev.fettle.intakelog;

import java.util.concurrent.atomic.AtomicLong;

/** What may wait on the disk for the digest, of all who draw on it together. Thread-safe. */
final class LogBudget {

  private final long bytes;
  private final AtomicLong held = new AtomicLong();

  LogBudget(long bytes) {
    this.bytes = bytes;
  }

  boolean hasRoom(long more) {
    return held.get() + more <= bytes;
  }

  /** Counts what is queued or was found; whether there is room is for the caller to ask. */
  void add(long more) {
    held.addAndGet(more);
  }

  /** So much was digested or refused. */
  void giveBack(long less) {
    held.addAndGet(-less);
  }
}
