package dev.fettle.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.platform.blobs.BlobHash;
import dev.fettle.platform.blobs.Blobs;
import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SDKs attach to events, over HTTP, the rows and the files it becomes. */
class AttachmentHttpTest {

  private static final String FILES =
      """
      SELECT concat_ws('|', name, content_type, attachment_type, size)
      FROM event_attachment
      WHERE project_id = :project
      ORDER BY name
      """;

  private static String content(ItemSender sender, String name) throws IOException {
    var hash =
        sender
            .jdbc()
            .sql("SELECT sha256 FROM event_attachment WHERE project_id = :project AND name = :name")
            .param("project", sender.world.projectId)
            .param("name", name)
            .query((row, _) -> BlobHash.of(row.getBytes("sha256")))
            .single();
    try (var bytes = sender.world.server.bean(Blobs.class).open(hash).orElseThrow()) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String attachment(String eventId, String name, String content) {
    return "{\"event_id\":\"%s\"}\n{\"type\":\"attachment\",\"length\":%d,\"filename\":\"%s\"}\n%s\n"
        .formatted(eventId, content.length(), name, content);
  }

  @Test
  void attachments_of_recorded_sdks_are_kept_with_their_bytes() throws IOException {
    var sender =
        ItemSender.create()
            .replay("native-0.16.3/08-feedback-feedback_attachmentx2")
            .replay("node-11.12.0/18-errors-event_attachmentx2");
    assertThat(sender.outcomes(6)).containsEntry("accepted attachment", 4L);
    assertThat(sender.rows(FILES))
        .hasSize(4)
        .contains(
            ".sentry-test-feedback-attachment|event.attachment|35",
            "additional-info.txt|event.attachment|22");
    assertThat(content(sender, "additional-info.txt")).isEqualTo("binary attachment data");
    assertThat(
            sender.rows(
                "SELECT DISTINCT event_id FROM event_attachment WHERE project_id = :project"))
        .hasSize(2)
        .contains("0716bfd9-80cf-436d-0737-6dcef7637097");
  }

  @Test
  void the_same_file_of_an_event_is_kept_once_and_equal_contents_share_a_file() throws IOException {
    var sender = ItemSender.create();
    var id = ItemSender.newId();
    var content = "content of " + id;
    sender
        .envelope(attachment(id, "a.txt", content))
        .envelope(attachment(id, "a.txt", content))
        .envelope(attachment(id, "b.txt", content));
    assertThat(sender.outcomes(3))
        .isEqualTo(Map.of("accepted attachment", 2L, "dropped attachment duplicate", 1L));
    assertThat(content(sender, "b.txt")).isEqualTo(content);
    assertThat(
            sender.rows(
                """
                SELECT f.size
                FROM blob f
                WHERE f.sha256 IN (
                  SELECT sha256 FROM event_attachment WHERE project_id = :project)
                """))
        .containsExactly(Integer.toString(content.length()));
  }

  @Test
  void what_is_too_large_is_dropped_with_its_reason() {
    var settings =
        Map.of("FETTLE_ATTACHMENT_MAX_MB", "1", "FETTLE_ATTACHMENTS_PER_EVENT_MAX_MB", "1");
    try (var server = TestServer.start(settings)) {
      var sender = ItemSender.in(server);
      var id = ItemSender.newId();
      sender
          .envelope(attachment(id, "large", "x".repeat(1024 * 1024 + 1)))
          .envelope(attachment(id, "first", "x".repeat(700_000)))
          .envelope(attachment(id, "second", "y".repeat(700_000)));
      assertThat(sender.outcomes(3))
          .isEqualTo(
              Map.of(
                  "accepted attachment",
                  1L,
                  "dropped attachment attachment_too_large",
                  1L,
                  "dropped attachment too_many_attachments",
                  1L));
      assertThat(sender.rows(FILES)).containsExactly("first|event.attachment|700000");
    }
  }

  @Test
  void an_empty_attachment_is_one() throws IOException {
    var sender = ItemSender.create();
    sender.envelope(attachment(ItemSender.newId(), "empty", ""));
    assertThat(sender.outcomes(1)).isEqualTo(Map.of("accepted attachment", 1L));
    assertThat(content(sender, "empty")).isEmpty();
  }

  @Test
  void files_of_an_earlier_version_are_found(@TempDir Path data) throws IOException {
    var hash = BlobHash.of(ByteSlice.of("old"));
    var folder =
        data.resolve("attachments")
            .resolve(hash.hex().substring(0, 2))
            .resolve(hash.hex().substring(2, 4));
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(hash.hex()), "old");
    try (var server = TestServer.start(Map.of("FETTLE_DATA", data.toString()));
        var bytes = server.bean(Blobs.class).open(hash).orElseThrow()) {
      assertThat(bytes.readAllBytes()).isEqualTo("old".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(data.resolve("attachments")).doesNotExist();
  }

  @Test
  void a_disk_that_takes_nothing_is_waited_for(@TempDir Path data) throws IOException {
    try (var server = TestServer.start(Map.of("FETTLE_DATA", data.toString()))) {
      var sender = ItemSender.in(server);
      var content = "content of " + ItemSender.newId();
      var first = BlobHash.of(ByteSlice.of(content)).hex().substring(0, 2);
      var obstacle = Files.createFile(data.resolve("blobs").resolve(first));
      sender.envelope(attachment(ItemSender.newId(), "a.txt", content));
      ItemSender.eventually(() ->
          assertThat(server.jdbc().sql("SELECT stored FROM blob").query(Boolean.class).list())
              .as("claimed, not written")
              .containsExactly(false));
      assertThat(sender.rows("SELECT 1 FROM event_attachment WHERE project_id = :project"))
          .isEmpty();
      Files.delete(obstacle);
      assertThat(sender.outcomes(1)).isEqualTo(Map.of("accepted attachment", 1L));
      assertThat(content(sender, "a.txt")).isEqualTo(content);
    }
  }
}
