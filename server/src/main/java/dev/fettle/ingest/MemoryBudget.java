package dev.fettle.ingest;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory all concurrent request bodies share, taken block by block as bytes arrive, so a slow
 * client holds only what it has sent. A request that cannot have its next block within {@link
 * #PATIENCE_SECONDS} gives back all it has.
 */
final class MemoryBudget {

  private static final int PATIENCE_SECONDS = 10;
  private static final int UNIT_BYTES = 1024;

  private final Semaphore units;

  MemoryBudget(int bytes) {
    this.units = new Semaphore(bytes / UNIT_BYTES, true);
  }

  boolean take(int bytes) throws InterruptedException {
    return units.tryAcquire(units(bytes), PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  void give(int bytes) {
    units.release(units(bytes));
  }

  private static int units(int bytes) {
    return (bytes + UNIT_BYTES - 1) / UNIT_BYTES;
  }
}
