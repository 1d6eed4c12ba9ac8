package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.digest.Digests;
import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.Sender;
import dev.fettle.testkit.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever is sent to whichever door, the answer is the client's fault, never ours. */
class HostileDoorsHttpTest {

  private static final TestServer SERVER = TestServer.shared();
  private static final int ROUNDS = 40;

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/x-protobuf",
          "application/csp-report",
          "multipart/form-data; boundary=XX",
          "multipart/form-data; boundary=------------------------cb5dd3ae9992d043",
          "text/plain");

  private final Sender sender = Sender.create(SERVER);

  private List<String> addresses() {
    var project = "/api/" + sender.projectId();
    var key = "/?sentry_key=" + sender.key();
    return List.of(
        project + "/security" + key,
        project + "/minidump" + key,
        project + "/integration/otlp/v1/traces" + key,
        project + "/integration/otlp/v1/logs" + key,
        project + "/cron/job/" + sender.key() + "/?status=ok",
        "/api/embed/error-page/?eventId=fc6d8c0c43fc4630ad850ee518f1b9d0&dsn=" + sender.dsn());
  }

  private static List<byte[]> recorded() throws IOException {
    var bodies = new ArrayList<byte[]>();
    try (Stream<Path> files = Files.walk(Path.of("..", "fixtures", "captures"))) {
      for (var file :
          files
              .filter(path -> path.toString().matches(".*(minidump-multi|otel-js|chromium).*body"))
              .sorted()
              .toList()) {
        bodies.add(Files.readAllBytes(file));
      }
    }
    return bodies;
  }

  private static List<byte[]> crafted() {
    return Stream.of(
            "",
            "\0",
            "[".repeat(200_000),
            "{\"a\":".repeat(50_000),
            "[" + "{\"type\":\"crash\",\"body\":{}},".repeat(20_000) + "7]",
            "{\"csp-report\":{\"effective-directive\":\"" + "x".repeat(300_000) + "\"}}",
            "{\"resourceSpans\":[" + "{\"scopeSpans\":[{\"spans\":[{}]}]},".repeat(20_000) + "{}]}",
            "--XX\r\nContent-Disposition: form-data; name=\"upload_file_minidump\"\r\n\r\nMDMP",
            "--XX\r\n".repeat(100_000),
            "--XX\r\n" + "X: y\r\n".repeat(100_000),
            "MDMP" + "\u007f".repeat(5_000),
            "comments=" + "%00".repeat(10_000),
            "comments=" + "\ud800".repeat(100))
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static byte[] damaged(byte[] body, SplittableRandom random) {
    var bytes = java.util.Arrays.copyOf(body, random.nextInt(body.length + 1));
    for (int change = 0; change < 8 && bytes.length > 0; change++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  @Test
  void no_body_is_our_fault() throws Throwable {
    var random = new SplittableRandom(4);
    var bodies = new ArrayList<>(crafted());
    var recorded = recorded();
    assertThat(recorded).hasSizeGreaterThan(30);
    for (int round = 0; round < ROUNDS; round++) {
      bodies.add(damaged(recorded.get(random.nextInt(recorded.size())), random));
    }
    var faults = new TreeSet<String>();
    for (var address : addresses()) {
      for (int index = 0; index < bodies.size(); index++) {
        var type = TYPES.get(random.nextInt(TYPES.size()));
        var answer = sender.post(address, bodies.get(index), "Content-Type", type);
        if (answer.statusCode() >= 500 || answer.statusCode() == 404) {
          faults.add("%s body %d as %s: %d".formatted(address, index, type, answer.statusCode()));
        }
      }
    }
    assertThat(faults).isEmpty();

    ItemSender.eventually(() -> assertThat(SERVER.bean(Digests.class).backlog()).isZero());
    assertThat(
            SERVER
                .jdbc()
                .sql(
                    "SELECT reason || ': ' || detail FROM set_aside_item WHERE project_id = :project")
                .param("project", sender.projectId())
                .query(String.class)
                .list())
        .isEmpty();
  }
}
