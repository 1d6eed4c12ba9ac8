package dev.fettle.ingest;

import dev.fettle.platform.db.DatabaseFault;
import dev.fettle.platform.time.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the intake log and writes what it holds, one transaction per batch, with the log position
 * in the same transaction: after a kill at any moment, what was committed is not read again and
 * what was not is.
 *
 * <p>One thread. A database that is away is waited for. A batch the database refuses is searched,
 * by halving in rolled-back transactions, for the items at fault; they are set aside in the
 * transaction that writes the others.
 */
final class Digest implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Digest.class);
  private static final int BATCH_BYTES = 2 * 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final long SHORTEST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final IntakeLog log;
  private final BatchReader reader;
  private final DigestStore store;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final Ids ids;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private long position;
  private int batchBytes = BATCH_BYTES;

  Digest(
      IntakeLog log,
      BatchReader reader,
      DigestStore store,
      TransactionTemplate transactions,
      InstantSource clock,
      Ids ids) {
    this.log = log;
    this.reader = reader;
    this.store = store;
    this.transactions = transactions;
    this.clock = clock;
    this.ids = ids;
    this.thread = Thread.ofPlatform().name("digest-" + log.partition()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Lets the running batch finish. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      loadPosition();
      while (stop.getCount() > 0) {
        var entries = log.read(position, batchBytes, PATIENCE);
        if (!entries.isEmpty()) {
          digest(reader.read(entries));
        }
      }
    } catch (InterruptedException e) {
      LOG.info("The digest was interrupted at {}", position);
    } catch (RuntimeException | Error e) {
      LOG.error("The digest ended at {}: restart to go on", position, e);
      throw e;
    }
  }

  private void loadPosition() throws InterruptedException {
    Long stored = retrying(() -> store.position(log.partition(), clock.instant()));
    if (stored != null) {
      position = Math.max(stored, log.firstPosition());
      if (position != stored) {
        LOG.error(
            "The intake log begins at {}, {} bytes after the digested position",
            position,
            position - stored);
        long from = stored;
        retrying(() ->
            transactions.execute(
                _ -> store.advance(log.partition(), from, position, clock.instant())));
      }
      log.trim(position);
    }
  }

  private void digest(Batch batch) throws InterruptedException {
    boolean written;
    try {
      written = Boolean.TRUE.equals(retrying(() -> write(batch, batch.entries(), List.of())));
    } catch (RuntimeException e) {
      var poisons = findPoison(batch.entries(), e);
      if (poisons.isEmpty() && batchBytes > 1) {
        LOG.warn("A batch is refused though each half is not: going on record by record", e);
        batchBytes = 1;
        return;
      }
      written = writeWithout(batch, poisons.isEmpty() ? all(batch, e) : poisons);
    }
    if (stop.getCount() == 0 && !written) {
      return; // stopped while the database was away: the batch is read again at the next start
    }
    if (written) {
      position = batch.end();
    } else {
      loadPosition(); // another digest moved on, or our own commit's answer was lost
    }
    batchBytes = BATCH_BYTES;
    log.trim(position);
  }

  private record Poison(Batch.Entry entry, Throwable failure) {}

  private static List<Poison> all(Batch batch, Throwable failure) {
    return batch.entries().stream().map(entry -> new Poison(entry, failure)).toList();
  }

  private boolean writeWithout(Batch batch, List<Poison> poisons) throws InterruptedException {
    var good = new ArrayList<>(batch.entries());
    for (var poison : poisons) {
      good.remove(poison.entry());
      reader.setAsidePoison(batch, poison.entry(), poison.failure());
    }
    return Boolean.TRUE.equals(retrying(() -> write(batch, good, batch.setAside())));
  }

  /** Commits the batch; false when the stored position was not this batch's start. */
  private boolean write(
      Batch batch, List<Batch.Entry> entries, List<DigestStore.SetAside> poisons) {
    return Boolean.TRUE.equals(
        transactions.execute(status -> {
          if (!store.advance(log.partition(), batch.start(), batch.end(), clock.instant())) {
            status.setRollbackOnly();
            return false;
          }
          var outcomes = new OutcomeTally();
          outcomes.addAll(batch.outcomes());
          Batch.byConsumer(entries).forEach((consumer, items) -> consumer.write(items, outcomes));
          store.addOutcomes(outcomes);
          for (var item : poisons.isEmpty() ? batch.setAside() : poisons) {
            store.setAside(ids.uuidV7(), item, clock.instant());
          }
          return true;
        }));
  }

  private List<Poison> findPoison(List<Batch.Entry> entries, Throwable failure)
      throws InterruptedException {
    var found = new ArrayList<Poison>();
    if (entries.size() == 1) {
      found.add(new Poison(entries.getFirst(), failure));
      return found;
    }
    int middle = entries.size() / 2;
    for (var half : List.of(entries.subList(0, middle), entries.subList(middle, entries.size()))) {
      var refused = half.isEmpty() ? null : attempt(half);
      if (refused != null) {
        found.addAll(findPoison(half, refused));
      }
    }
    return found;
  }

  /** Writes and rolls back; the failure, or null when these would be taken. */
  private @Nullable Throwable attempt(List<Batch.Entry> entries) throws InterruptedException {
    try {
      retrying(() ->
          transactions.execute(status -> {
            status.setRollbackOnly();
            Batch.byConsumer(entries)
                .forEach((consumer, items) -> consumer.write(items, new OutcomeTally()));
            return true;
          }));
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  private interface Work<T> {
    @Nullable T run();
  }

  /** Runs it until the database answers; null when the digest is told to stop meanwhile. */
  private <T> @Nullable T retrying(Work<T> work) throws InterruptedException {
    long pause = SHORTEST_PAUSE_MILLIS;
    while (true) {
      try {
        return work.run();
      } catch (RuntimeException e) {
        if (!DatabaseFault.isTemporary(e)) {
          throw e;
        }
        LOG.warn("The database is away, trying again in {} ms: {}", pause, e.getMessage());
      }
      if (stop.await(pause, TimeUnit.MILLISECONDS)) {
        return null;
      }
      pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
    }
  }
}
