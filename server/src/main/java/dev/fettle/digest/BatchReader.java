package dev.fettle.digest;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.envelope.ClientReport;
import dev.fettle.core.envelope.DataCategory;
import dev.fettle.core.envelope.Envelope;
import dev.fettle.core.envelope.EnvelopeLimits;
import dev.fettle.core.envelope.ItemHeader;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.core.envelope.MalformedEnvelopeException;
import dev.fettle.intakelog.IntakeLog;
import dev.fettle.intakelog.IntakeRecord;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.ItemConsumer;
import dev.fettle.items.ItemFilter;
import dev.fettle.items.ItemFilteredException;
import dev.fettle.items.Outcome;
import dev.fettle.items.PreparedItem;
import dev.fettle.items.Reason;
import dev.fettle.platform.work.RareLog;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns log entries into prepared items: parsing without a database, where each item fails alone.
 */
final class BatchReader {

  private static final Logger LOG = LoggerFactory.getLogger(BatchReader.class);
  private static final ItemHeader STORE_HEADER =
      new ItemHeader(ItemType.EVENT, "event", null, null, null, null, null);

  /** From this size on, what is made of an item can take a good part of the heap. */
  private static final int LARGE_BYTES = 128 * 1024;

  /**
   * All digests of the process, and who tries an item again, have one large item in hand at once,
   * in the order in which they asked: a flood of such items lets another's through.
   */
  private static final ReentrantLock LARGE = new ReentrantLock(true);

  private static final String KILLED_DETAIL =
      "the server died twice with this record in hand, so it was not read a third time";

  private final String partition;
  private final Filters filters;
  private final Labels labels = new Labels();
  private final RareLog log = new RareLog(LOG);
  private final Map<ItemType, ItemConsumer> consumers = new EnumMap<>(ItemType.class);

  /** Gives the filter for an item. */
  @FunctionalInterface
  interface Filters {
    Filters NONE = item -> ItemFilter.NONE;

    ItemFilter of(IncomingItem item);
  }

  /** Is asked before each record. */
  @FunctionalInterface
  interface Watch {
    Watch NONE = _ -> Decision.READ;

    /** What to do with a record: read it, keep it unread, or leave its bytes too. */
    enum Decision {
      READ,
      KEEP,
      LEAVE
    }

    Decision take(IntakeLog.Entry entry);
  }

  BatchReader(String partition, List<ItemConsumer> consumers) {
    this(partition, consumers, Filters.NONE);
  }

  BatchReader(String partition, List<ItemConsumer> consumers, Filters filters) {
    this.partition = partition;
    this.filters = filters;
    for (var consumer : consumers) {
      for (var type : consumer.types()) {
        if (this.consumers.put(type, consumer) != null) {
          throw new IllegalStateException("two consumers take " + type);
        }
      }
    }
  }

  /** Reads entries until the batch is full; never throws for what is in them. */
  Batch read(List<IntakeLog.Entry> entries) {
    return read(entries, Watch.NONE);
  }

  /** The same under watch: a record that may not be read is set aside as it is. */
  Batch read(List<IntakeLog.Entry> entries, Watch watch) {
    var batch = new Batch(entries.getFirst().position());
    for (var entry : entries) {
      if (batch.isFull()) {
        break;
      }
      switch (watch.take(entry)) {
        case READ -> readEntry(entry, batch);
        case KEEP ->
            setAsideRecord(
                batch, entry, entry.payload(), Reason.RECORD_KILLED_PROCESS, KILLED_DETAIL);
        case LEAVE ->
            setAsideRecord(batch, entry, null, Reason.RECORD_KILLED_PROCESS, KILLED_DETAIL);
      }
      batch.extendTo(entry.next());
    }
    return batch;
  }

  /** A batch that only sets the whole record aside. */
  Batch readWithoutItems(IntakeLog.Entry entry, Throwable failure) {
    var batch = new Batch(entry.position());
    batch.extendTo(entry.next());
    setAsideRecord(
        batch, entry, entry.payload(), Reason.RECORD_FAILED, SetAsideContext.detail(failure));
    return batch;
  }

  /**
   * Keeps a record as it is; one that cannot be read belongs to nobody.
   *
   * @param kept its bytes, or null when even they cannot be kept
   */
  private void setAsideRecord(
      Batch batch, IntakeLog.Entry entry, @Nullable ByteSlice kept, Reason reason, String detail) {
    var payload = entry.payload();
    var record = payload == null ? null : IntakeRecord.decode(payload);
    if (record != null) {
      count(batch, record, DataCategory.DEFAULT, Outcome.SET_ASIDE, reason, 1);
    }
    batch
        .setAside()
        .add(
            new DigestStore.SetAside(
                record == null ? null : record.projectId(),
                partition,
                entry.position(),
                "record",
                reason,
                detail,
                SetAsideContext.NONE,
                kept == null ? ByteSlice.of("") : kept,
                record == null ? null : SetAsideContext.countedAsOne(record)));
  }

  private void readEntry(IntakeLog.Entry entry, Batch batch) {
    var payload = entry.payload();
    if (payload == null) {
      LOG.error(
          "The intake log is damaged from {} to {}: these bytes are lost",
          entry.position(),
          entry.next());
      setAsideRecord(
          batch,
          entry,
          null,
          Reason.DAMAGED_RECORD,
          "%d bytes on disk do not match their checksum"
              .formatted(entry.next() - entry.position()));
      return;
    }
    var record = IntakeRecord.decode(payload);
    if (record == null) {
      setAsideRecord(batch, entry, payload, Reason.UNREADABLE_RECORD, "no version or kind of ours");
      return;
    }
    switch (record.kind()) {
      case STORE -> readStore(record, entry.position(), batch);
      case ENVELOPE -> readEnvelope(record, entry.position(), batch);
    }
  }

  /** A record of the legacy endpoint is one event, with an event's bound. */
  private void readStore(IntakeRecord record, long position, Batch batch) {
    if (record.body().length() > ItemType.EVENT.maxStoredBytes()) {
      count(batch, record, DataCategory.ERROR, Outcome.INVALID, Reason.ITEM_TOO_LARGE, 1);
    } else {
      readItem(record, null, STORE_HEADER, record.body(), position, batch);
    }
  }

  private void readEnvelope(IntakeRecord record, long position, Batch batch) {
    Envelope envelope;
    try {
      envelope = Envelope.parse(record.body(), EnvelopeLimits.DEFAULT);
    } catch (MalformedEnvelopeException e) {
      // the intake parsed the same first line, so this is our fault
      count(batch, record, DataCategory.DEFAULT, Outcome.SET_ASIDE, Reason.UNREADABLE_ENVELOPE, 1);
      batch
          .setAside()
          .add(
              new DigestStore.SetAside(
                  record.projectId(),
                  partition,
                  position,
                  "envelope",
                  Reason.UNREADABLE_ENVELOPE,
                  SetAsideContext.detail(e),
                  record.head(),
                  record.body(),
                  SetAsideContext.countedAsOne(record)));
      return;
    }
    for (var item : EnvelopeItems.complete(envelope.items(), record)) {
      readItem(record, envelope.header().sentAt(), item.header(), item.payload(), position, batch);
    }
    for (var problem : envelope.problems()) {
      count(
          batch,
          record,
          problem.itemType().category(),
          Outcome.INVALID,
          Reason.of(problem.kind()),
          problem.quantity());
    }
  }

  private void readItem(
      IntakeRecord record,
      @Nullable Instant sentAt,
      ItemHeader header,
      ByteSlice payload,
      long position,
      Batch batch) {
    var item =
        new IncomingItem(
            record.organizationId(),
            record.projectId(),
            record.eventId(),
            header,
            payload,
            record.received(),
            sentAt,
            record.clientIp(),
            record.userAgent(),
            record.scrubIp());
    var consumer = consumers.get(header.type());
    try {
      if (header.type() == ItemType.CLIENT_REPORT) {
        addClientReport(item, batch);
      } else if (consumer == null) {
        addUnclaimed(item, batch);
      } else {
        batch.add(consumer, prepare(consumer, item), position);
      }
    } catch (ItemFilteredException e) {
      batch.outcomes().add(item, Outcome.FILTERED, e.reason());
    } catch (MalformedPayloadException e) {
      addMalformed(batch, item);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // a heap that is full ends the process (InHand tells the next one); other memory is thrown
      // here
      setAsideItem(batch, item, position, Reason.PREPARE_FAILED, e);
    }
  }

  private PreparedItem prepare(ItemConsumer consumer, IncomingItem item)
      throws MalformedPayloadException {
    if (item.payload().length() < LARGE_BYTES) {
      return consumer.prepare(item, filters.of(item));
    }
    LARGE.lock();
    try {
      return consumer.prepare(item, filters.of(item));
    } finally {
      LARGE.unlock();
    }
  }

  /** A kind that we know and do not keep yet, or one that we have never heard of. */
  private void addUnclaimed(IncomingItem item, Batch batch) {
    var header = item.header();
    switch (header.type()) {
      case RAW_SECURITY -> addMalformed(batch, item);
      case UNKNOWN ->
          batch
              .outcomes()
              .addOf(
                  item,
                  Outcome.DROPPED,
                  Reason.UNSUPPORTED,
                  labels.of(header.typeName()),
                  header.quantity());
      default -> batch.outcomes().add(item, Outcome.DROPPED, Reason.NOT_KEPT_YET);
    }
  }

  private static void addMalformed(Batch batch, IncomingItem item) {
    var type = item.header().type().wireName();
    batch.outcomes().addOf(item, Outcome.INVALID, Reason.MALFORMED, type, item.header().quantity());
  }

  /** What became of something in a record that never was an item of its own. */
  private static void count(
      Batch batch,
      IntakeRecord record,
      DataCategory category,
      Outcome outcome,
      Reason reason,
      long quantity) {
    batch
        .outcomes()
        .add(
            record.organizationId(),
            record.projectId(),
            record.received(),
            category.wireName(),
            outcome,
            reason,
            "",
            quantity);
  }

  private void addClientReport(IncomingItem item, Batch batch) throws MalformedPayloadException {
    for (var discarded : ClientReport.parse(item.payload()).discarded()) {
      batch
          .outcomes()
          .add(
              item.organizationId(),
              item.projectId(),
              item.received(),
              labels.of(discarded.category()),
              Outcome.CLIENT_DISCARD,
              Reason.CLIENT,
              labels.of(discarded.reason()),
              discarded.quantity());
    }
  }

  /** Moves a prepared item to those set aside. */
  void setAside(Batch batch, Batch.Entry entry, Reason reason, Throwable failure) {
    setAsideItem(batch, entry.prepared().item(), entry.position(), reason, failure);
  }

  private void setAsideItem(
      Batch batch, IncomingItem item, long position, Reason reason, Throwable failure) {
    var type = Labels.clean(item.header().typeName());
    // whoever sends such items decides how many there are: what is kept with each tells the rest
    log.error(
        "An item of type {} at {} is set aside: {}",
        type,
        position,
        SetAsideContext.detail(failure));
    batch.outcomes().add(item, Outcome.SET_ASIDE, reason);
    batch
        .setAside()
        .add(
            new DigestStore.SetAside(
                item.projectId(),
                partition,
                position,
                type,
                reason,
                SetAsideContext.detail(failure),
                SetAsideContext.of(item),
                item.payload(),
                SetAsideContext.counted(item)));
  }
}
