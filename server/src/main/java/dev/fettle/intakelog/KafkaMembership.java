package dev.fettle.intakelog;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's place in the group of those that digest: it learns which partitions it has and
 * reads nothing itself, so that a long batch never costs the membership.
 */
final class KafkaMembership implements IntakeLog.Subscription {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaMembership.class);
  private static final Duration STEP = Duration.ofMillis(500);
  private static final long PAUSE_MILLIS = 1_000;

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final IntFunction<KafkaPartition> open;
  private final IntakeLog.Readers readers;
  private final Map<Integer, KafkaPartition> held = new HashMap<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  KafkaMembership(
      Consumer<byte[], byte[]> consumer,
      String topic,
      IntFunction<KafkaPartition> open,
      IntakeLog.Readers readers) {
    this.consumer = consumer;
    this.topic = topic;
    this.open = open;
    this.readers = readers;
    this.thread = Thread.ofPlatform().name("kafka-membership").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Ends the running batches, then leaves the group, so that another node goes on at once. */
  @Override
  public void close() {
    stop.countDown();
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (consumer) {
      consumer.subscribe(java.util.List.of(topic), new Rebalance());
      while (stop.getCount() > 0) {
        poll();
      }
    } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
      LOG.info("The membership was interrupted");
    } finally {
      held.values().forEach(this::release);
      held.clear();
    }
  }

  private void poll() throws InterruptedException {
    try {
      consumer.poll(STEP);
    } catch (WakeupException e) {
      LOG.debug("Leaving the group");
    } catch (KafkaException e) {
      LOG.error("Kafka's group cannot be followed, trying again: {}", e.getMessage());
      stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void release(KafkaPartition partition) {
    readers.revoked(partition);
    partition.close();
  }

  private final class Rebalance implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      consumer.pause(partitions); // each is read by a consumer of its own
      for (var assigned : partitions) {
        LOG.info("Digesting {} from now on", assigned);
        var partition = open.apply(assigned.partition());
        held.put(assigned.partition(), partition);
        readers.assigned(partition);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      for (var revoked : partitions) {
        var partition = held.remove(revoked.partition());
        if (partition != null) {
          release(partition);
          LOG.info("Digesting {} no more", revoked);
        }
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      onPartitionsRevoked(partitions);
    }
  }
}
