package dev.fettle.platform.db;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * Whether the database answers. Anybody may ask, so it is looked at once a second at most, by one
 * who asks; the others are told what was seen last. Thread-safe.
 */
public final class DatabasePulse {

  private static final long BELIEVED_NANOS = 1_000_000_000;
  private static final int PATIENCE_SECONDS = 2;

  private final DataSource dataSource;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile long lookedAt = System.nanoTime() - BELIEVED_NANOS;
  private volatile boolean beats = true;

  DatabasePulse(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Whether it did within the last second or so. */
  public boolean beats() {
    if (System.nanoTime() - lookedAt >= BELIEVED_NANOS && looking.tryLock()) {
      try {
        beats = look();
        lookedAt = System.nanoTime();
      } finally {
        looking.unlock();
      }
    }
    return beats;
  }

  private boolean look() {
    try (var connection = dataSource.getConnection()) {
      return connection.isValid(PATIENCE_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }
}
