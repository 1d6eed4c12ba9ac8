package dev.fettle.platform.work;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * A log for what strangers or a full disk can cause: so many lines a minute, and then one that says
 * how many were left out. Thread-safe.
 */
public final class RareLog {

  private static final int MOST_A_MINUTE = 20;

  private final Logger log;
  private long minute = -1;
  private int written;
  private int leftOut;

  public RareLog(Logger log) {
    this.log = log;
  }

  public synchronized void error(String format, Object... arguments) {
    long now = TimeUnit.NANOSECONDS.toMinutes(System.nanoTime());
    if (now != minute) {
      if (leftOut > 0) {
        log.error("{} more lines like the last ones were left out", leftOut);
      }
      minute = now;
      written = 0;
      leftOut = 0;
    }
    if (written < MOST_A_MINUTE) {
      written++;
      log.error(format, arguments);
    } else {
      leftOut++;
    }
  }
}
