package dev.fettle.digest;

import dev.fettle.intakelog.IntakeLog;
import dev.fettle.intakelog.LogPartition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log batch by batch and, where there is a backlog, prepares the next batch while the
 * database writes this one: one core parses while the other inserts.
 *
 * <p>Nothing is read ahead while batches are small: what arrives during a write then makes one
 * batch and not two. Nor beside a large record, so that two of them are never in memory, nor where
 * a record is looked for that does harm: a death is then one record's.
 *
 * <p>Used by the digest's thread only.
 */
final class ReadAhead implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReadAhead.class);
  private static final int BATCH_BYTES = 2 * 1024 * 1024;
  private static final int ONE_RECORD = 1;
  private static final int DEATHS = 2;

  /** When even keeping the bytes is what it dies of. */
  private static final int HOPELESS_DEATHS = 4;

  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final LogPartition log;
  private final BatchReader reader;
  private final InHand hand;
  private final ExecutorService thread;
  private long carefulUntil;
  private @Nullable Ahead ahead;

  /** A batch, and the records that were read for it: a batch that is full takes fewer. */
  record Reading(List<IntakeLog.Entry> records, Batch batch) {

    /** Whether it cannot be divided further. */
    boolean isOneRecord() {
      return records.size() == 1;
    }

    /** Whether there is probably more, and room for it in memory. */
    private boolean invitesAnother() {
      long bytes = 0;
      for (var record : records) {
        bytes += record.payload() == null ? 0 : record.payload().length();
      }
      boolean much = batch.isFull() || bytes > BATCH_BYTES / 2;
      return much && bytes <= BATCH_BYTES && !isOneRecord();
    }
  }

  private record Ahead(long position, Future<@Nullable Reading> reading) {}

  /** Notes in {@code hand} what is being read. */
  ReadAhead(LogPartition log, BatchReader reader, InHand hand) {
    this.log = log;
    this.reader = reader;
    this.hand = hand;
    this.carefulUntil = hand.suspectedUntil();
    this.thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("read-ahead-" + log.partition()).factory());
  }

  /** The batch from {@code position} on, or null when nothing came within a moment. */
  @Nullable Reading read(long position) throws InterruptedException {
    var begun = ahead;
    if (begun != null && begun.position == position) {
      ahead = null;
      return result(begun.reading);
    }
    forget();
    return readNow(position);
  }

  /** Begins to read what follows this, which is still good until another is read behind that. */
  void readBehind(Reading reading) {
    long position = reading.batch.end();
    if (position >= carefulUntil && reading.invitesAnother()) {
      ahead = new Ahead(position, thread.submit(() -> readNow(position)));
    }
  }

  /** From now on every record up to there is a batch of its own. */
  void readOneByOne(long until) throws InterruptedException {
    forget();
    carefulUntil = until;
  }

  private void forget() throws InterruptedException {
    var begun = ahead;
    ahead = null;
    if (begun != null) {
      try {
        result(begun.reading);
      } catch (RuntimeException | Error e) {
        LOG.debug("What was read ahead is not needed, and failed", e);
      }
    }
  }

  private @Nullable Reading readNow(long position) throws InterruptedException {
    int bytes = position < carefulUntil ? ONE_RECORD : BATCH_BYTES;
    var records = log.read(position, bytes, PATIENCE);
    if (records.isEmpty()) {
      return null;
    }
    try {
      return new Reading(records, reader.read(records, this::take));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      if (records.size() == 1) {
        LOG.error("The record at {} is set aside", position, e);
        return new Reading(records, reader.readWithoutItems(records.getFirst(), e));
      }
      long end = records.getLast().next();
      LOG.warn("A batch cannot be read, going on record by record up to {}", end, e);
      carefulUntil = end;
      return readNow(position);
    } finally {
      hand.read().putDown();
    }
  }

  private BatchReader.Watch.Decision take(IntakeLog.Entry entry) {
    long deaths = hand.deathsWith(entry.position(), entry.next());
    hand.read().take(entry.position(), entry.next());
    if (deaths < DEATHS) {
      return BatchReader.Watch.Decision.READ;
    }
    LOG.error(
        "{} processes died with the record from {} to {} of {} in hand: it is set aside unread",
        deaths,
        entry.position(),
        entry.next(),
        log.partition());
    return deaths < HOPELESS_DEATHS
        ? BatchReader.Watch.Decision.KEEP
        : BatchReader.Watch.Decision.LEAVE;
  }

  private static @Nullable Reading result(Future<@Nullable Reading> reading)
      throws InterruptedException {
    try {
      return reading.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /** Waits for what was begun. */
  @Override
  public void close() {
    thread.close();
  }
}
