package dev.fettle.intakelog;

import dev.fettle.core.ByteSlice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One partition of the topic, read by a consumer that is in no group. */
final class KafkaPartition implements LogPartition, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaPartition.class);

  /** Kafka deletes whole segments, so asking more often gains nothing. */
  private static final long TRIM_EVERY = 10_000;

  private final Consumer<byte[], byte[]> consumer;
  private final Admin admin;
  private final TopicPartition partition;
  private final String name;
  private final ArrayDeque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();
  private long next = -1;
  private long trimmed;

  KafkaPartition(
      Consumer<byte[], byte[]> consumer, Admin admin, TopicPartition partition, String name) {
    this.consumer = consumer;
    this.admin = admin;
    this.partition = partition;
    this.name = name;
    consumer.assign(List.of(partition));
  }

  @Override
  public String partition() {
    return name;
  }

  @Override
  public List<IntakeLog.Entry> read(long position, int maxBytes, Duration patience) {
    try {
      if (position != next) {
        fetched.clear();
        consumer.seek(partition, position);
        next = position;
      }
      if (fetched.isEmpty()) {
        consumer.poll(patience).records(partition).forEach(fetched::add);
      }
    } catch (KafkaException e) {
      next = -1;
      throw new UncheckedIOException(
          "cannot read %s at %d".formatted(partition, position), new IOException(e));
    }
    var entries = new ArrayList<IntakeLog.Entry>();
    long bytes = 0;
    while (!fetched.isEmpty() && (bytes < maxBytes || entries.isEmpty())) {
      var record = fetched.remove();
      // what is no record of ours (a marker of Kafka's) takes an offset too
      entries.add(new IntakeLog.Entry(next, record.offset() + 1, ByteSlice.of(record.value())));
      bytes += record.value().length;
      next = record.offset() + 1;
    }
    return entries;
  }

  @Override
  public long firstPosition() {
    return offset(OffsetSpec.earliest());
  }

  @Override
  public long endPosition() {
    return offset(OffsetSpec.latest());
  }

  @Override
  public void trim(long position) {
    if (position - trimmed < TRIM_EVERY) {
      return;
    }
    trimmed = position;
    var _ =
        admin
            .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(position)))
            .all()
            .whenComplete((_, failure) -> {
              if (failure != null) {
                LOG.warn(
                    "Kafka does not delete what is digested of {}: {}",
                    partition,
                    failure.getMessage());
              }
            });
  }

  @Override
  public void close() {
    consumer.close();
  }

  private long offset(OffsetSpec which) {
    try {
      return admin.listOffsets(Map.of(partition, which)).partitionResult(partition).get().offset();
    } catch (ExecutionException e) {
      throw new UncheckedIOException(
          "Kafka does not tell the offsets of " + partition, new IOException(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException("interrupted", new IOException(e));
    }
  }
}
