package dev.fettle.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** What is acknowledged and not digested yet, and how long it takes to become nothing. */
final class Backlog {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final DigestedCount digested;
  private final Duration poll;
  private final long before;

  Backlog(DigestedCount digested, Duration poll)
      throws IOException, SQLException, InterruptedException {
    this.digested = digested;
    this.poll = poll;
    this.before = digested.now();
  }

  /** How many events are digested since this was made. */
  long digested() throws IOException, SQLException, InterruptedException {
    return digested.now() - before;
  }

  /**
   * Waits until everything acknowledged is digested.
   *
   * @return the seconds waited
   */
  double drain(long acknowledged) throws IOException, SQLException, InterruptedException {
    long begin = System.nanoTime();
    while (true) {
      long missing = acknowledged - digested();
      double seconds = (System.nanoTime() - begin) / 1e9;
      if (missing <= 0) {
        return seconds;
      }
      if (seconds > LIMIT.toSeconds()) {
        throw new BenchException(
            "%d acknowledged events were not digested within %d s: look at bench-server.log and the set_aside_item table"
                .formatted(missing, LIMIT.toSeconds()));
      }
      Thread.sleep(poll);
    }
  }
}
