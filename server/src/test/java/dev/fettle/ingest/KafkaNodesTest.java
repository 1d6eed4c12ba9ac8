package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.KafkaBroker;
import dev.fettle.testkit.Node;
import dev.fettle.testkit.Sender;
import dev.fettle.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two real processes share a real Kafka's partitions, and one of them is killed under load. */
class KafkaNodesTest {

  private static final int PROJECTS = 8;
  private static final int CLIENTS = 6;
  private static final int PARTITIONS = 4;
  private static final Map<String, String> SETTINGS =
      Map.of(
          "FETTLE_KAFKA", KafkaBroker.shared().servers(),
          "FETTLE_KAFKA_TOPIC", "nodes",
          "FETTLE_KAFKA_PARTITIONS", Integer.toString(PARTITIONS));
  private static final Pattern DIGESTING = Pattern.compile("Digesting nodes-(\\d+) from now on");

  private final TestDatabase database = TestDatabase.create();
  private final List<Node> nodes = new ArrayList<>();

  /** Event ids that were answered with 200. */
  private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();

  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicInteger count = new AtomicInteger();

  @AfterEach
  void close_everything() {
    nodes.forEach(Node::close);
    database.close();
  }

  @Test
  void nothing_is_lost_and_nothing_counted_twice_when_a_node_is_killed() throws Throwable {
    var projects = new ArrayList<Sender>();
    for (int i = 0; i < PROJECTS; i++) {
      projects.add(Sender.create(database.jdbc(), ""));
    }
    nodes.add(Node.start(database, "one", SETTINGS));
    nodes.add(Node.start(database, "two", SETTINGS));
    for (var node : nodes) {
      node.awaitStarted();
    }
    ItemSender.eventually(() -> {
      for (var node : nodes) {
        assertThat(everDigested(node)).isNotEmpty();
      }
    });

    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.execute(() -> sendUntilStopped(projects));
      }
      awaitAcknowledged(400);
      nodes.getLast().kill();
      awaitAcknowledged(400);
      stop.set(true);
    }

    ItemSender.eventually(() -> assertThat(everDigested(nodes.getFirst())).hasSize(PARTITIONS));
    ItemSender.eventually(() -> assertThat(missing()).isEmpty());
    assertThat(numbers("SELECT count(*) FROM event"))
        .isEqualTo(numbers("SELECT count(DISTINCT (project_id, event_id)) FROM event"))
        .isEqualTo(numbers("SELECT sum(event_count) FROM issue"))
        .isEqualTo(numbers("SELECT sum(quantity) FROM outcome_hour WHERE outcome = 'accepted'"))
        .isGreaterThanOrEqualTo(acknowledged.size());
    assertThat(numbers("SELECT count(*) FROM intake_position WHERE position > 0"))
        .as("partitions that held something")
        .isGreaterThan(1);
  }

  /** Each client goes round the projects and the nodes; a dead node only costs its own requests. */
  private void sendUntilStopped(List<Sender> projects) {
    while (!stop.get()) {
      int number = count.incrementAndGet();
      var project = projects.get(number % PROJECTS);
      var node = nodes.get(number / PROJECTS % nodes.size());
      var sender =
          new Sender(
              node.url(), project.organizationId(), project.projectId(), project.publicKey());
      var id = new UUID(0xE0, number);
      try {
        if (sender.envelope(Sender.event(id.toString().replace("-", ""))).statusCode() == 200) {
          acknowledged.add(id);
        }
      } catch (UncheckedIOException unanswered) {
        assertThat(unanswered).hasCauseInstanceOf(IOException.class);
      }
    }
  }

  private static Set<String> everDigested(Node node) throws IOException {
    return DIGESTING
        .matcher(node.output())
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  private void awaitAcknowledged(int more) throws Throwable {
    int goal = acknowledged.size() + more;
    ItemSender.eventually(() -> assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(goal));
  }

  private Set<UUID> missing() {
    var missing = new HashSet<>(acknowledged);
    missing.removeAll(database.jdbc().sql("SELECT event_id FROM event").query(UUID.class).list());
    return missing;
  }

  private long numbers(String sql) {
    return database.jdbc().sql(sql).query(Long.class).single();
  }
}
