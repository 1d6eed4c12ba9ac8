package dev.fettle.ingest;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.Texts;
import dev.fettle.core.envelope.ClientReport;
import dev.fettle.core.envelope.DataCategory;
import dev.fettle.core.envelope.Envelope;
import dev.fettle.core.envelope.EnvelopeLimits;
import dev.fettle.core.envelope.ItemHeader;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.core.envelope.MalformedEnvelopeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
  private static final int LONGEST_DETAIL = 500;

  private final String partition;
  private final Filters filters;
  private final Labels labels = new Labels();
  private final Map<ItemType, ItemConsumer> consumers = new EnumMap<>(ItemType.class);

  /** Gives the filter for an item. */
  @FunctionalInterface
  interface Filters {
    Filters NONE = item -> ItemFilter.NONE;

    ItemFilter of(IncomingItem item);
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

  /** Reads every entry; never throws for what is in them. */
  Batch read(List<IntakeLog.Entry> entries) {
    var batch = new Batch(entries.getFirst().position(), entries.getLast().next());
    for (var entry : entries) {
      readEntry(entry, batch);
    }
    return batch;
  }

  /** A batch that only sets the whole record aside. */
  Batch readWithoutItems(IntakeLog.Entry entry, Throwable failure) {
    var batch = new Batch(entry.position(), entry.next());
    var payload = entry.payload();
    var bytes = payload == null ? ByteSlice.of("") : payload;
    var record = IntakeRecord.decode(bytes);
    if (record != null) {
      batch
          .outcomes()
          .add(
              record.organizationId(),
              record.projectId(),
              record.received(),
              DataCategory.DEFAULT.wireName(),
              Outcome.SET_ASIDE,
              "record_failed",
              1);
    }
    batch
        .setAside()
        .add(
            new DigestStore.SetAside(
                record == null ? null : record.projectId(),
                partition,
                entry.position(),
                "record",
                "record_failed",
                text(failure),
                SetAsideContext.NONE,
                bytes,
                record == null ? null : SetAsideContext.countedAsOne(record)));
    return batch;
  }

  private void readEntry(IntakeLog.Entry entry, Batch batch) {
    var payload = entry.payload();
    if (payload == null) {
      LOG.error(
          "The intake log is damaged from {} to {}: these bytes are lost",
          entry.position(),
          entry.next());
      setAsideUnknown(
          batch,
          entry,
          "damaged_record",
          "%d bytes on disk do not match their checksum".formatted(entry.next() - entry.position()),
          ByteSlice.of(""));
      return;
    }
    var record = IntakeRecord.decode(payload);
    if (record == null) {
      setAsideUnknown(batch, entry, "unreadable_record", "no version or kind of ours", payload);
      return;
    }
    switch (record.kind()) {
      case STORE -> readItem(record, null, STORE_HEADER, record.body(), entry.position(), batch);
      case ENVELOPE -> readEnvelope(record, entry.position(), batch);
    }
  }

  private void readEnvelope(IntakeRecord record, long position, Batch batch) {
    Envelope envelope;
    try {
      envelope = Envelope.parse(record.body(), EnvelopeLimits.DEFAULT);
    } catch (MalformedEnvelopeException e) {
      // the intake parsed the same first line, so this is our fault
      batch
          .outcomes()
          .add(
              record.organizationId(),
              record.projectId(),
              record.received(),
              DataCategory.DEFAULT.wireName(),
              Outcome.SET_ASIDE,
              "unreadable_envelope",
              1);
      batch
          .setAside()
          .add(
              new DigestStore.SetAside(
                  record.projectId(),
                  partition,
                  position,
                  "envelope",
                  "unreadable_envelope",
                  text(e),
                  record.head(),
                  record.body(),
                  SetAsideContext.countedAsOne(record)));
      return;
    }
    for (var item : EnvelopeItems.complete(envelope.items(), record)) {
      readItem(record, envelope.header().sentAt(), item.header(), item.payload(), position, batch);
    }
    for (var problem : envelope.problems()) {
      batch
          .outcomes()
          .add(
              record.organizationId(),
              record.projectId(),
              record.received(),
              problem.itemType().category().wireName(),
              Outcome.INVALID,
              problem.kind().wireName(),
              1);
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
        batch.add(consumer, consumer.prepare(item, filters.of(item)), position);
      }
    } catch (ItemFilteredException e) {
      batch.outcomes().add(item, Outcome.FILTERED, e.reason());
    } catch (MalformedPayloadException e) {
      batch.outcomes().add(item, Outcome.INVALID, "malformed_" + header.type().wireName());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      LOG.error("An item of type {} at {} is set aside", header.typeName(), position, e);
      setAsideItem(batch, item, position, "prepare_failed", e);
    }
  }

  /** A kind that we know and do not keep yet, or one that we have never heard of. */
  private void addUnclaimed(IncomingItem item, Batch batch) {
    var header = item.header();
    switch (header.type()) {
      case RAW_SECURITY -> batch.outcomes().add(item, Outcome.INVALID, "malformed_raw_security");
      case UNKNOWN ->
          batch
              .outcomes()
              .add(item, Outcome.DROPPED, "unsupported_" + labels.of(header.typeName()));
      default -> batch.outcomes().add(item, Outcome.DROPPED, "not_kept_yet");
    }
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
              labels.of(discarded.reason()),
              discarded.quantity());
    }
  }

  /** Moves a prepared item that no transaction takes to those set aside. */
  void setAsidePoison(Batch batch, Batch.Entry poison, Throwable failure) {
    var item = poison.prepared().item();
    LOG.error(
        "An item of type {} at {} is set aside",
        item.header().typeName(),
        poison.position(),
        failure);
    setAsideItem(batch, item, poison.position(), "write_failed", failure);
  }

  private void setAsideItem(
      Batch batch, IncomingItem item, long position, String reason, Throwable failure) {
    batch.outcomes().add(item, Outcome.SET_ASIDE, reason);
    batch
        .setAside()
        .add(
            new DigestStore.SetAside(
                item.projectId(),
                partition,
                position,
                Labels.clean(item.header().typeName()),
                reason,
                text(failure),
                SetAsideContext.of(item),
                item.payload(),
                SetAsideContext.counted(item)));
  }

  /** Bytes that belong to nobody we know. */
  private void setAsideUnknown(
      Batch batch, IntakeLog.Entry entry, String reason, String detail, ByteSlice bytes) {
    batch
        .setAside()
        .add(
            new DigestStore.SetAside(
                null,
                partition,
                entry.position(),
                "record",
                reason,
                detail,
                SetAsideContext.NONE,
                bytes,
                null));
  }

  private static String text(Throwable failure) {
    var text = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    return Texts.cut(Texts.clean(text), LONGEST_DETAIL);
  }
}
