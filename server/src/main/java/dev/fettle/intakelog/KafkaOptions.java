package dev.fettle.intakelog;

import dev.fettle.platform.config.Settings;
import dev.fettle.platform.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Where the intake log of several nodes is.
 *
 * @param servers bootstrap servers, or "" for the log in the data folder
 * @param partitions of a topic that is made; an existing one keeps its own
 * @param replication of a topic that is made; 0 is the broker's default
 * @param recordBytes the largest record
 * @param more properties of every client: security.protocol and the like
 */
public record KafkaOptions(
    String servers,
    String topic,
    int partitions,
    int replication,
    int recordBytes,
    Map<String, String> more) {

  /** A record is a body and a head of a few hundred bytes; the rest is Kafka's own framing. */
  private static final int HEAD_BYTES = 64 * 1024;

  public static KafkaOptions from(Settings settings, LogLimits limits) {
    var file =
        settings.text(
            "FETTLE_KAFKA_PROPERTIES",
            "",
            "File with more properties for Kafka's clients: security.protocol, sasl.mechanism and so on.");
    return new KafkaOptions(
        settings.text(
            "FETTLE_KAFKA",
            "",
            "Kafka's bootstrap servers (host:port,host:port): the intake log is a topic there instead of files in the data folder."),
        settings.text("FETTLE_KAFKA_TOPIC", "fettle-intake", "Kafka topic of the intake log."),
        settings.integer(
            "FETTLE_KAFKA_PARTITIONS",
            4,
            1,
            1000,
            "Partitions of the topic when it is made: as many nodes can digest at once."),
        settings.integer(
            "FETTLE_KAFKA_REPLICATION",
            0,
            0,
            9,
            "Copies of the topic when it is made; 0 is the broker's default. Three survive the loss of a broker."),
        limits.bodyBytes() + HEAD_BYTES,
        file.isEmpty() ? Map.of() : read(Path.of(file)));
  }

  public boolean isUsed() {
    return !servers.isEmpty();
  }

  private static Map<String, String> read(Path file) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new SettingsException(
          "FETTLE_KAFKA_PROPERTIES names %s, which cannot be read: %s"
              .formatted(file, e.getMessage()));
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toUnmodifiableMap(name -> name, properties::getProperty));
  }
}
