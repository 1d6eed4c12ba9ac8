package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.Node;
import dev.fettle.testkit.Sender;
import dev.fettle.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A hundred clients send twenty megabytes each, at once, to a process with the product's heap. */
class LargeBodiesTest {

  private static final int MIB = 1 << 20;
  private static final int CLIENTS = 100;
  private static final int BODY_BYTES = 20 * MIB - 1000;

  /** Reads the one body: the client would make a copy of an array for each request. */
  private static HttpRequest post(Sender sender, byte[] body) {
    var stream = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    return sender
        .request(sender.path("envelope"))
        .POST(BodyPublishers.fromPublisher(stream, body.length))
        .build();
  }

  @Test
  void all_are_taken_in_bounded_memory() throws Throwable {
    var body = new byte[BODY_BYTES];
    var head = "{}\n{\"type\":\"profile\"}\n".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(head, 0, body, 0, head.length);
    var settings = Map.of("FETTLE_INTAKE_LOG_MAX_MB", "4096", "FETTLE_SPOOL_MAX_MB", "8192");
    try (var database = TestDatabase.create();
        var node = Node.start(database, "large", settings)) {
      var sender = Sender.create(database.jdbc(), node.awaitStarted().url());
      var answers = new ArrayList<Future<HttpResponse<String>>>();
      try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < CLIENTS; i++) {
          answers.add(executor.submit(() -> Sender.send(post(sender, body))));
        }
      }

      for (var answer : answers) {
        assertThat(answer.get().statusCode()).isEqualTo(200);
      }
      assertThat(node.output()).doesNotContain("OutOfMemoryError");
      assertThat(node.peakResidentBytes()).isLessThan(512L * MIB);
      ItemSender.eventually(() ->
          assertThat(sender.counted(database.jdbc(), "dropped", "not_kept_yet"))
              .isEqualTo(CLIENTS));
    }
  }
}
