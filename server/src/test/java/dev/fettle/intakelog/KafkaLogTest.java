package dev.fettle.intakelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.core.ByteSlice;
import dev.fettle.items.Reason;
import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.KafkaBroker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The contract over a real broker, and what only Kafka has. */
class KafkaLogTest extends IntakeLogContract {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String topic = "log-" + COUNT.incrementAndGet();

  static KafkaOptions options(String topic, int partitions) {
    return new KafkaOptions(
        KafkaBroker.shared().servers(), topic, partitions, 1, 1 << 20, Map.of());
  }

  @Override
  Opened open() throws InterruptedException {
    var log = KafkaLog.connect(options(topic, 1));
    return new Opened(log, log.partition(0));
  }

  /** Remembers what it was given. */
  private static final class Holder implements IntakeLog.Readers {
    private final Map<String, LogPartition> held = new ConcurrentHashMap<>();

    @Override
    public void assigned(LogPartition partition) {
      held.put(partition.partition(), partition);
    }

    @Override
    public void revoked(LogPartition partition) {
      held.remove(partition.partition());
    }
  }

  @Test
  void a_process_alone_has_all_partitions_and_two_share_them() throws Throwable {
    var name = topic + "-shared";
    try (var one = KafkaLog.connect(options(name, 4));
        var two = KafkaLog.connect(options(name, 4))) {
      var first = new Holder();
      var second = new Holder();
      try (var alone = one.subscribe(first)) {
        assertThat(alone).isNotNull();
        ItemSender.eventually(() -> assertThat(first.held).hasSize(4));
        try (var other = two.subscribe(second)) {
          assertThat(other).isNotNull();
          ItemSender.eventually(() -> {
            assertThat(first.held).hasSize(2);
            assertThat(second.held).hasSize(2);
          });
          var both = new HashSet<>(first.held.keySet());
          both.addAll(second.held.keySet());
          assertThat(both).hasSize(4);
        }
        assertThat(second.held).isEmpty();
        ItemSender.eventually(() -> assertThat(first.held).hasSize(4));
      }
      assertThat(first.held).isEmpty();
    }
  }

  @Test
  void a_project_stays_in_one_partition_and_projects_are_spread() throws Exception {
    var name = topic + "-spread";
    try (var log = KafkaLog.connect(options(name, 4))) {
      for (int i = 0; i < 3; i++) {
        for (long project = 1; project <= 20; project++) {
          durable(log.append(project, List.of(ByteSlice.of("project " + project))));
        }
      }
      var partitionsOf = new HashMap<String, HashSet<Integer>>();
      for (int number = 0; number < 4; number++) {
        try (var partition = log.partition(number)) {
          for (var text : all(partition)) {
            partitionsOf.computeIfAbsent(text, _ -> new HashSet<>()).add(number);
          }
        }
      }

      assertThat(partitionsOf)
          .hasSize(20)
          .allSatisfy((_, numbers) -> assertThat(numbers).hasSize(1));
      assertThat(new HashSet<>(partitionsOf.values())).hasSizeGreaterThan(1);
    }
  }

  private static List<String> all(LogPartition partition) throws InterruptedException {
    var texts = new ArrayList<String>();
    long position = partition.firstPosition();
    while (position < partition.endPosition()) {
      for (var entry : partition.read(position, 100, LONG)) {
        texts.add(text(entry));
        position = entry.next();
      }
    }
    return texts;
  }

  @Test
  void a_topic_made_anew_is_another_partition() throws Exception {
    var before = partition().partition();
    try (var admin =
        org.apache.kafka.clients.admin.Admin.create(
            Map.of("bootstrap.servers", KafkaBroker.shared().servers()))) {
      admin.deleteTopics(List.of(topic)).all().get();
    }

    reopen();

    assertThat(partition().partition()).startsWith("kafka-").endsWith("-0").isNotEqualTo(before);
  }

  @Test
  void a_record_larger_than_the_topic_takes_is_refused() throws Exception {
    var large = ByteSlice.of(new byte[(1 << 20) + 1000]);

    assertThat(log().append(PROJECT, List.of(large)))
        .isEqualTo(new IntakeLog.Append.Refused(Reason.INTAKE_LOG_UNWRITABLE));
  }

  @Test
  void a_broker_that_is_not_there_is_named_at_the_start() {
    var nowhere =
        new KafkaOptions(
            "127.0.0.1:1",
            topic,
            1,
            1,
            1 << 20,
            Map.of("default.api.timeout.ms", "500", "request.timeout.ms", "400"));

    assertThatThrownBy(() -> KafkaLog.connect(nowhere))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("127.0.0.1:1")
        .hasMessageContaining("FETTLE_KAFKA");
  }
}
