package dev.fettle.digest;

import dev.fettle.intakelog.IntakeLog;
import dev.fettle.intakelog.LogPartition;
import dev.fettle.items.OutcomeTally;
import dev.fettle.items.Reason;
import dev.fettle.outcomes.OutcomeStore;
import dev.fettle.platform.blobs.BlobGoneException;
import dev.fettle.platform.blobs.BlobUnavailableException;
import dev.fettle.platform.db.DatabaseFault;
import dev.fettle.platform.time.Ids;
import dev.fettle.platform.work.GrowingPause;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the intake log and writes what it holds, one transaction per batch, with the log position
 * in the same transaction: after a kill at any moment, what was committed is not read again and
 * what was not is.
 *
 * <p>One thread that ends only when it is told to, and one that may read ahead for it. A database
 * that is away is waited for; for contents without a place see {@link ContentKeeping}. A batch the
 * database refuses is searched, by halving in rolled-back transactions, for the items at fault;
 * they are set aside in the transaction that writes the others. Where that finds nothing, the batch
 * is digested again record by record, and a record that fails alone is set aside whole. So is one
 * that was in hand when the process died, twice in a row ({@link InHand}): it is not read again.
 */
final class Digest implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Digest.class);
  private static final int MOST_ATTEMPTS = 10;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final LogPartition log;
  private final InHand hand;
  private final BatchReader reader;
  private final ReadAhead ahead;
  private final DigestStore store;
  private final OutcomeStore outcomes;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final Ids ids;
  private final ContentKeeping contents;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile long position;

  Digest(
      LogPartition log,
      InHand hand,
      BatchReader reader,
      DigestStore store,
      OutcomeStore outcomes,
      TransactionTemplate transactions,
      InstantSource clock,
      Ids ids) {
    this.log = log;
    this.hand = hand;
    this.reader = reader;
    this.ahead = new ReadAhead(log, reader, hand);
    this.store = store;
    this.outcomes = outcomes;
    this.transactions = transactions;
    this.clock = clock;
    this.contents = new ContentKeeping(clock);
    this.ids = ids;
    this.thread = Thread.ofPlatform().name("digest-" + log.partition()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** How far the digest is behind the log, in positions. */
  long backlog() {
    return Math.max(0, log.endPosition() - position);
  }

  /** Lets the running batch finish. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join();
      ahead.close();
      hand.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("Cannot close the note of what is in hand: {}", e.getMessage());
    }
  }

  private void run() {
    var pause = new GrowingPause(SHORTEST_PAUSE, LONGEST_PAUSE);
    try {
      while (stop.getCount() > 0) {
        try {
          loadPosition();
          while (stop.getCount() > 0) {
            step();
            pause.reset();
          }
        } catch (RuntimeException | Error e) {
          // whatever it is: a digest that has ended looks like one with nothing to do
          if (DatabaseFault.isTemporary(e)) { // said in a line: everything that needs it says so
            LOG.warn("The digest waits at {} for the database: {}", position, e.getMessage());
          } else {
            LOG.error(
                "The digest failed at {}, trying again in {} ms", position, pause.millis(), e);
          }
          pause.await(stop);
        }
      }
    } catch (StoppedException e) {
      LOG.info("The digest stopped at {} while the database was away", position);
    } catch (InterruptedException e) {
      LOG.info("The digest was interrupted at {}", position);
    }
  }

  private void loadPosition() throws InterruptedException, StoppedException {
    long stored = retrying(() -> store.position(log.partition(), clock.instant()));
    long first = log.firstPosition();
    long end = Math.max(first, log.endPosition());
    position = Math.clamp(stored, first, end);
    if (position != stored) {
      LOG.error(
          "The intake log holds {} to {} and not the digested position {}: going on at {}",
          first,
          end,
          stored,
          position);
      retrying(() ->
          Boolean.TRUE.equals(
              transactions.execute(
                  _ -> store.advance(log.partition(), stored, position, clock.instant()))));
    }
    log.trim(position);
  }

  private void step() throws InterruptedException, StoppedException {
    var reading = ahead.read(position);
    if (reading == null) {
      return;
    }
    ahead.readBehind(reading);
    var batch = reading.batch();
    boolean written;
    try {
      written = digest(batch);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      if (!reading.isOneRecord()) {
        LOG.warn("A batch cannot be written, going on record by record up to {}", batch.end(), e);
        ahead.readOneByOne(batch.end());
        return;
      }
      written = setAsideRecord(reading.records().getFirst(), e);
    } finally {
      hand.written().putDown();
    }
    if (written) {
      position = batch.end();
      log.trim(position);
    } else {
      loadPosition(); // another digest moved on, or our own commit's answer was lost
    }
  }

  /** Commits the batch; false when it was not ours to write. */
  private boolean digest(Batch batch) throws InterruptedException, StoppedException {
    var entries = batch.entries();
    hand.written().take(batch.start(), batch.end());
    for (int attempt = 1; ; attempt++) {
      entries = keepContents(batch, entries);
      try {
        return digest(batch, entries);
      } catch (BlobGoneException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Keeps contents, and sets aside what cannot wait for that; the others. */
  private List<Batch.Entry> keepContents(Batch batch, List<Batch.Entry> entries)
      throws InterruptedException, StoppedException {
    var left = entries;
    for (var group : Batch.byConsumer(entries).entrySet()) {
      var consumer = group.getKey();
      var failure =
          retrying(() ->
              contents.keep(
                  consumer,
                  group.getValue(),
                  items -> store.hasRoomToSetAside(items, clock.instant())));
      if (failure.isPresent()) {
        left = new ArrayList<>(left);
        left.removeIf(entry -> {
          if (!entry.consumer().equals(consumer)) {
            return false;
          }
          reader.setAside(batch, entry, Reason.STORAGE_UNAVAILABLE, failure.get());
          return true;
        });
      }
    }
    return left;
  }

  /** Commits these of the batch, without the poisonous ones. */
  private boolean digest(Batch batch, List<Batch.Entry> entries)
      throws InterruptedException, StoppedException {
    try {
      return retrying(() -> write(batch, entries));
    } catch (BlobGoneException e) {
      throw e;
    } catch (RuntimeException e) {
      var poisons = findPoison(entries, e);
      if (poisons.isEmpty()) {
        throw e;
      }
      Set<Batch.Entry> excluded = Collections.newSetFromMap(new IdentityHashMap<>());
      for (var poison : poisons) {
        excluded.add(poison.entry());
        reader.setAside(batch, poison.entry(), Reason.WRITE_FAILED, poison.failure());
      }
      var good = entries.stream().filter(entry -> !excluded.contains(entry)).toList();
      return retrying(() -> write(batch, good));
    }
  }

  private record Poison(Batch.Entry entry, Throwable failure) {}

  /** Commits the batch; false when the stored position was not this batch's start. */
  private boolean write(Batch batch, List<Batch.Entry> entries) {
    return commit(
        batch.start(),
        batch.end(),
        batch.setAside(),
        () -> {
          var outcomes = new OutcomeTally();
          outcomes.addAll(batch.outcomes());
          Batch.byConsumer(entries).forEach((consumer, items) -> consumer.write(items, outcomes));
          return outcomes;
        });
  }

  /** The last resort for a record that cannot be digested at all. */
  private boolean setAsideRecord(IntakeLog.Entry entry, Throwable failure)
      throws InterruptedException, StoppedException {
    LOG.error("The record at {} is set aside", entry.position(), failure);
    var batch = reader.readWithoutItems(entry, failure);
    return retrying(() -> commit(batch.start(), batch.end(), batch.setAside(), batch::outcomes));
  }

  private boolean commit(
      long start, long end, List<DigestStore.SetAside> setAside, Supplier<OutcomeTally> effects) {
    hand.written().take(start, end);
    return Boolean.TRUE.equals(
        transactions.execute(status -> {
          if (!store.advance(log.partition(), start, end, clock.instant())) {
            status.setRollbackOnly();
            return false;
          }
          outcomes.add(effects.get());
          for (var item : setAside) {
            store.setAside(ids.uuidV7(), item, clock.instant());
          }
          return true;
        }));
  }

  private List<Poison> findPoison(List<Batch.Entry> entries, Throwable failure)
      throws InterruptedException, StoppedException {
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
  private @Nullable Throwable attempt(List<Batch.Entry> entries)
      throws InterruptedException, StoppedException {
    try {
      retrying(() -> {
        transactions.executeWithoutResult(status -> {
          status.setRollbackOnly();
          Batch.byConsumer(entries)
              .forEach((consumer, items) -> consumer.write(items, new OutcomeTally()));
        });
        return true;
      });
      return null;
    } catch (BlobGoneException e) {
      throw e;
    } catch (RuntimeException e) {
      return e;
    }
  }

  /** The digest is to stop while it waits for the database. */
  private static final class StoppedException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Runs it until the database answers and contents can be kept. */
  private <T> T retrying(Supplier<T> work) throws InterruptedException, StoppedException {
    var pause = new GrowingPause(SHORTEST_PAUSE, LONGEST_PAUSE);
    while (true) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        if (!mayPass(e)) {
          throw e;
        }
        hand.written().putDown();
        LOG.warn("The digest waits, trying again in {} ms: {}", pause.millis(), e.getMessage());
      }
      if (pause.await(stop)) {
        throw new StoppedException();
      }
    }
  }

  /** Whether the same work may succeed later, whatever is in it. */
  private static boolean mayPass(RuntimeException failure) {
    return DatabaseFault.isTemporary(failure) || failure instanceof BlobUnavailableException;
  }
}
