package dev.fettle.intakelog;

import dev.fettle.core.ByteSlice;
import dev.fettle.items.Reason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The intake log of several nodes: a Kafka topic, partitioned by project.
 *
 * <p>A record is acknowledged by all in-sync replicas before its client is. A position is an
 * offset. Which node digests which partition is the consumer group's matter; where a partition's
 * digest goes on is PostgreSQL's alone, so a rebalance or a late node can neither lose nor repeat
 * anything: the compare-and-set of the position lets only one of two through.
 *
 * <p>Positions carry the topic's own id, which a topic of the same name that was made anew does not
 * share: its offsets begin at 0 again.
 */
public final class KafkaLog implements IntakeLog {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaLog.class);
  private static final int START_MILLIS = 30_000;
  private static final int ANSWER_MILLIS = 10_000;
  private static final int BLOCKED_MILLIS = 3_000;
  private static final int BUFFER_BYTES = 32 * 1024 * 1024;
  private static final int MOST_ATTEMPTS = 50;
  private static final int PAUSE_MILLIS = 200;
  private static final int FETCH_BYTES = 2 * 1024 * 1024;

  private final KafkaOptions options;
  private final Admin admin;
  private final String topicId;
  private final KafkaProducer<byte[], byte[]> producer;
  private volatile boolean closed;

  private KafkaLog(KafkaOptions options, Admin admin, String topicId) {
    this.options = options;
    this.admin = admin;
    this.topicId = topicId;
    this.producer =
        new KafkaProducer<>(
            client(
                Map.of(
                    "acks",
                    "all",
                    "enable.idempotence",
                    "true",
                    "linger.ms",
                    "2",
                    "compression.type",
                    "zstd",
                    "delivery.timeout.ms",
                    ANSWER_MILLIS,
                    "request.timeout.ms",
                    ANSWER_MILLIS / 2,
                    "max.block.ms",
                    BLOCKED_MILLIS,
                    "max.request.size",
                    options.recordBytes(),
                    "buffer.memory",
                    Math.max(BUFFER_BYTES, 2 * options.recordBytes()))),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Connects, and makes the topic when there is none.
   *
   * @throws IllegalStateException when Kafka does not answer or does not let us
   */
  public static KafkaLog connect(KafkaOptions options) throws InterruptedException {
    var settings = new TreeMap<String, Object>();
    settings.put("default.api.timeout.ms", START_MILLIS);
    settings.put("request.timeout.ms", START_MILLIS / 3);
    settings.putAll(options.more());
    settings.put("bootstrap.servers", options.servers());
    Admin admin = null;
    try {
      admin = Admin.create(settings);
      makeTopic(admin, options);
      var topic = describe(admin, options.topic());
      LOG.info(
          "The intake log is Kafka's topic {} with {} partitions",
          options.topic(),
          topic.partitions().size());
      return new KafkaLog(options, admin, String.valueOf(topic.topicId()));
    } catch (ExecutionException | KafkaException e) {
      if (admin != null) {
        admin.close(Duration.ZERO);
      }
      var cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(
          "Kafka at %s cannot be used: %s. Start it, or correct FETTLE_KAFKA."
              .formatted(options.servers(), cause.getMessage()),
          e);
    }
  }

  /** A broker may answer before it knows of the topic that another one just made. */
  private static TopicDescription describe(Admin admin, String name)
      throws ExecutionException, InterruptedException {
    var never = new CountDownLatch(1);
    for (int attempt = 1; ; attempt++) {
      try {
        return List.copyOf(admin.describeTopics(List.of(name)).allTopicNames().get().values())
            .getFirst();
      } catch (ExecutionException e) {
        if (attempt == MOST_ATTEMPTS
            || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
        LOG.debug("Kafka does not know the topic yet, attempt {}", attempt);
      }
      if (never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new InterruptedException();
      }
    }
  }

  /** Nothing leaves the topic by age: only what is digested is deleted. */
  private static void makeTopic(Admin admin, KafkaOptions options)
      throws ExecutionException, InterruptedException {
    var topic =
        new NewTopic(
            options.topic(),
            java.util.Optional.of(options.partitions()),
            options.replication() == 0
                ? java.util.Optional.empty()
                : java.util.Optional.of((short) options.replication()));
    var configuration = new TreeMap<String, String>();
    configuration.put("retention.ms", "-1");
    configuration.put("retention.bytes", "-1");
    configuration.put("cleanup.policy", "delete");
    configuration.put("segment.bytes", Integer.toString(64 * 1024 * 1024));
    configuration.put("max.message.bytes", Integer.toString(options.recordBytes()));
    if (options.replication() >= 3) {
      configuration.put("min.insync.replicas", "2");
    }
    try {
      admin.createTopics(List.of(topic.configs(configuration))).all().get();
      LOG.info("Made Kafka's topic {}", options.topic());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  @Override
  public Append append(long projectId, List<ByteSlice> record) throws InterruptedException {
    var value = joined(record);
    if (value.length == 0) {
      throw new IllegalArgumentException("a record has at least one byte");
    }
    if (closed) {
      return new Append.Refused(Reason.STOPPING);
    }
    var key = ByteBuffer.allocate(Long.BYTES).putLong(projectId).array();
    try {
      var sent = producer.send(new ProducerRecord<>(options.topic(), key, value)).get();
      return new Append.Durable(sent.offset() + 1);
    } catch (BufferExhaustedException e) {
      return new Append.Refused(Reason.INTAKE_LOG_FULL);
    } catch (ExecutionException | KafkaException e) {
      LOG.warn("Kafka did not take a record of project {}: {}", projectId, e.getMessage());
      return new Append.Refused(Reason.INTAKE_LOG_UNWRITABLE);
    } catch (IllegalStateException e) {
      return new Append.Refused(Reason.STOPPING); // closed since we looked
    }
  }

  @Override
  public Subscription subscribe(Readers readers) {
    var membership =
        new KafkaMembership(
            new KafkaConsumer<>(
                client(
                    Map.of(
                        "group.id",
                        options.topic() + "-digest",
                        "partition.assignment.strategy",
                        CooperativeStickyAssignor.class.getName(),
                        "session.timeout.ms",
                        10_000,
                        "heartbeat.interval.ms",
                        2_000,
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "latest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer()),
            options.topic(),
            this::partition,
            readers);
    membership.start();
    return membership;
  }

  /** Opens one partition for reading, whoever else does. */
  KafkaPartition partition(int number) {
    var consumer =
        new KafkaConsumer<>(
            client(
                Map.of(
                    "enable.auto.commit",
                    false,
                    "auto.offset.reset",
                    "none",
                    "max.poll.records",
                    5_000,
                    "fetch.max.bytes",
                    FETCH_BYTES,
                    "max.partition.fetch.bytes",
                    FETCH_BYTES)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    return new KafkaPartition(
        consumer,
        admin,
        new TopicPartition(options.topic(), number),
        "kafka-%s-%d".formatted(topicId, number));
  }

  @Override
  public void close() {
    closed = true;
    producer.close(Duration.ofMillis(ANSWER_MILLIS));
    admin.close(Duration.ofMillis(ANSWER_MILLIS));
  }

  private Map<String, Object> client(Map<String, Object> own) {
    var settings = new TreeMap<String, Object>(options.more());
    settings.put("bootstrap.servers", options.servers());
    settings.putAll(own);
    return settings;
  }

  private static byte[] joined(List<ByteSlice> record) {
    var value = new byte[record.stream().mapToInt(ByteSlice::length).sum()];
    int at = 0;
    for (var part : record) {
      System.arraycopy(part.array(), part.offset(), value, at, part.length());
      at += part.length();
    }
    return value;
  }
}
