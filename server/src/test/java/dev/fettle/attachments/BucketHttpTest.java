package dev.fettle.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.platform.blobs.BlobHash;
import dev.fettle.platform.blobs.Vault;
import dev.fettle.platform.jobs.Job;
import dev.fettle.platform.jobs.Jobs;
import dev.fettle.testkit.Gate;
import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.S3Server;
import dev.fettle.testkit.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attachments of a product whose files are in a bucket of a real S3 server. */
class BucketHttpTest {

  private static TestServer start(Path data, int port, String prefix) {
    var settings = new HashMap<>(S3Server.settings(port, prefix));
    settings.put("FETTLE_DATA", data.toString());
    return TestServer.start(settings);
  }

  private static Job job(TestServer server, String name) {
    return server.bean(Jobs.class).all().stream()
        .filter(job -> job.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void send(ItemSender sender, String content) {
    sender.item("{\"type\":\"attachment\",\"filename\":\"a.txt\"}", content);
  }

  private static String read(TestServer server, String content) throws IOException {
    var hash = BlobHash.of(ByteSlice.of(content));
    try (var bytes = server.bean(Vault.class).open(hash).orElseThrow()) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static boolean anyFile(Path data) throws IOException {
    try (var files = Files.walk(data.resolve("blobs"))) {
      return files.anyMatch(Files::isRegularFile);
    }
  }

  @Test
  void they_are_in_the_bucket_and_go_with_their_project(@TempDir Path data) throws IOException {
    try (var server = start(data, S3Server.shared().port(), "attachments-1")) {
      var sender = ItemSender.in(server);
      var content = "content of " + ItemSender.newId();
      send(sender, content);
      assertThat(sender.outcomes(1)).isEqualTo(Map.of("accepted attachment", 1L));
      assertThat(read(server, content)).isEqualTo(content);
      assertThat(anyFile(data)).isFalse();

      assertThat(sender.world.alice.browser().delete(sender.world.projectPath()).status())
          .isEqualTo(204);
      ItemSender.eventually(() -> {
        job(server, "deletions").runAll(() -> true);
        job(server, "blobs").runAll(() -> true);
        assertThat(server.bean(Vault.class).open(BlobHash.of(ByteSlice.of(content)))).isEmpty();
      });
    }
  }

  @Test
  void what_was_in_the_folder_moves_to_the_bucket(@TempDir Path data) throws IOException {
    var content = "content of " + ItemSender.newId();
    try (var server = TestServer.start(Map.of("FETTLE_DATA", data.toString()))) {
      var sender = ItemSender.in(server);
      send(sender, content);
      assertThat(sender.outcomes(1)).isEqualTo(Map.of("accepted attachment", 1L));
    }
    assertThat(anyFile(data)).isTrue();
    try (var server = start(data, S3Server.shared().port(), "attachments-2")) {
      assertThat(read(server, content)).isEqualTo(content);
      ItemSender.eventually(() -> {
        job(server, "blobs-move").runAll(() -> true);
        assertThat(anyFile(data)).isFalse();
      });
      assertThat(read(server, content)).isEqualTo(content);
    }
  }

  @Test
  void a_bucket_that_is_away_holds_up_nobody_else_and_nothing_is_lost(@TempDir Path data)
      throws IOException {
    try (var gate = new Gate(S3Server.shared().port());
        var server = start(data, gate.port(), "attachments-3")) {
      var sender = ItemSender.in(server);
      send(sender, "there");
      assertThat(sender.outcomes(1)).isEqualTo(Map.of("accepted attachment", 1L));

      gate.shut();
      var content = "x".repeat(3_000_000) + ItemSender.newId();
      send(sender, content);
      sender.item("{\"type\":\"event\"}", "{\"message\":\"not held up\"}");
      assertThat(sender.outcomes(3))
          .isEqualTo(
              Map.of(
                  "accepted attachment",
                  1L,
                  "accepted error",
                  1L,
                  "set_aside attachment storage_unavailable",
                  1L));
      assertThat(sender.rows("SELECT detail FROM set_aside_item WHERE project_id = :project"))
          .singleElement()
          .asString()
          .contains("The bucket files at http://127.0.0.1", "See that it runs");
      job(server, "waiting-items").runAll(() -> true);
      assertThat(sender.outcomes(3)).containsKey("set_aside attachment storage_unavailable");

      gate.open();
      ItemSender.eventually(() -> {
        job(server, "waiting-items").runAll(() -> true);
        assertThat(sender.outcomes(3))
            .isEqualTo(
                Map.of(
                    "accepted attachment",
                    2L,
                    "accepted error",
                    1L,
                    "set_aside attachment storage_unavailable",
                    0L));
      });
      assertThat(read(server, content)).isEqualTo(content);
    }
  }
}
