package dev.fettle.bench;

import java.io.IOException;
import java.sql.SQLException;

/**
 * How much is digested, asked all the time by a thread of its own: the generator's must not wait.
 */
final class BacklogWatch implements AutoCloseable {

  private static final long EVERY_MILLIS = 20;

  private final Backlog backlog;
  private final Thread thread;
  private volatile boolean closed;
  private volatile long digested;

  BacklogWatch(Backlog backlog) throws IOException, SQLException, InterruptedException {
    this.backlog = backlog;
    this.digested = backlog.digested();
    this.thread = Thread.ofPlatform().name("backlog").start(this::run);
  }

  private void run() {
    try {
      while (!closed) {
        Thread.sleep(EVERY_MILLIS);
        digested = backlog.digested();
      }
    } catch (IOException | SQLException e) {
      System.err.println("fettle: the backlog cannot be read: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Events digested so far, at most a moment ago. */
  long digested() {
    return digested;
  }

  /** The database's connection is the caller's again. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
