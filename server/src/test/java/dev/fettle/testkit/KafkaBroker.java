package dev.fettle.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * A real Kafka broker, one node in KRaft mode, as a child process: one for the whole test run.
 *
 * <p>Its jars are those the module kafka-broker copies; no class of them is on our class path.
 */
public final class KafkaBroker implements AutoCloseable {

  private static final String CLUSTER = "AAAAAAAAQACAAAAAAAAAAQ";

  private final ChildJvm process;
  private final int port;

  private KafkaBroker(ChildJvm process, int port) {
    this.process = process;
    this.port = port;
  }

  private static final class Shared {
    static final KafkaBroker BROKER = start();
  }

  /** The broker of this test run; use a topic of your own. */
  public static KafkaBroker shared() {
    return Shared.BROKER;
  }

  /** A broker of the caller's own. */
  public static KafkaBroker start() {
    try {
      int port = ChildJvm.freePort();
      var folder =
          Path.of("target", "kafka-%d-%d".formatted(ProcessHandle.current().pid(), port))
              .toAbsolutePath();
      Files.createDirectories(folder);
      var settings = folder.resolve("server.properties");
      Files.writeString(settings, settings(port, ChildJvm.freePort(), folder));
      run("kafka.tools.StorageTool", folder.resolve("format.txt"), format(settings)).awaitSuccess();
      var broker = run("kafka.Kafka", folder.resolve("broker.txt"), List.of(settings.toString()));
      var started = new KafkaBroker(broker, port);
      started.awaitReady();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Kafka started", e);
    }
  }

  /** {@code host:port}. */
  public String servers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.close();
  }

  private static List<String> format(Path settings) {
    return List.of("format", "-t", CLUSTER, "-c", settings.toString());
  }

  private static ChildJvm run(String main, Path output, List<String> arguments) throws IOException {
    return ChildJvm.start(
        ChildJvm.jarsOf("kafka-broker"), List.of("-Xmx192m"), main, arguments, Map.of(), output);
  }

  private void awaitReady() throws IOException, InterruptedException {
    try (var admin =
        Admin.create(Map.of("bootstrap.servers", servers(), "default.api.timeout.ms", 60_000))) {
      admin.describeCluster().nodes().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka did not start:\n" + process.output(), e);
    }
  }

  /** Small buffers and few internal partitions: it shares a small machine with the tests. */
  private static String settings(int port, int controllerPort, Path folder) {
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%2$d
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
    controller.listener.names=CONTROLLER
    inter.broker.listener.name=PLAINTEXT
    log.dirs=%3$s
    offsets.topic.replication.factor=1
    offsets.topic.num.partitions=2
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    group.initial.rebalance.delay.ms=0
    log.cleaner.dedupe.buffer.size=2097152
    auto.create.topics.enable=false
    """
        .formatted(port, controllerPort, folder.resolve("data"));
  }
}
