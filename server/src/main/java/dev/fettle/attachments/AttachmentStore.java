package dev.fettle.attachments;

import dev.fettle.core.ByteSlice;
import dev.fettle.platform.blobs.BlobHash;
import dev.fettle.platform.db.BinaryCopy;
import dev.fettle.platform.db.Columns;
import dev.fettle.platform.db.TableCopy;
import dev.fettle.platform.time.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Attachments; their contents are blobs. */
final class AttachmentStore {

  /** How far back a repeated file is recognised. */
  private static final Duration REPEAT_WINDOW = Duration.ofDays(2);

  private static final int ROW_BYTES = 250;

  /** A stored attachment. */
  record Stored(long projectId, UUID eventId, String name, BlobHash hash, long size) {

    static Stored of(PreparedAttachment attachment) {
      return new Stored(
          attachment.projectId(),
          attachment.item().envelopeEventId(),
          attachment.name(),
          attachment.hash(),
          attachment.size());
    }

    PreparedAttachment.EventKey event() {
      return new PreparedAttachment.EventKey(projectId, eventId);
    }
  }

  static final String STORED =
      """
      SELECT project_id, event_id, name, sha256, size
      FROM event_attachment
      WHERE event_id = ANY (:events::uuid[])
        AND id >= :floor::uuid
      """;

  static final String COPY =
      """
      COPY event_attachment (id, project_id, event_id, name, content_type, attachment_type, size,
        sha256)
      FROM STDIN (FORMAT binary)
      """;

  /** Attachments of projects that are gone; the sweep looks at their contents at once. */
  static final String ERASE =
      """
      WITH gone AS (
        DELETE FROM event_attachment
        WHERE (tableoid, ctid) IN (
          SELECT tableoid, ctid
          FROM event_attachment
          WHERE project_id = ANY (:owners::bigint[])
          LIMIT :limit)
        RETURNING sha256
      ), contents AS (
        UPDATE blob
        SET check_at = '-infinity'
        WHERE sha256 IN (SELECT sha256 FROM gone)
      )
      SELECT count(*)
      FROM gone
      """;

  private final JdbcClient jdbc;
  private final TableCopy copy;

  AttachmentStore(JdbcClient jdbc, TableCopy copy) {
    this.jdbc = jdbc;
    this.copy = copy;
  }

  /** What is stored of the events of these attachments. */
  List<Stored> stored(List<PreparedAttachment> attachments) {
    var oldest =
        attachments.stream()
            .map(PreparedAttachment::received)
            .min(Instant::compareTo)
            .orElseThrow();
    return jdbc.sql(STORED)
        .param(
            "events",
            Columns.uuid(
                attachments.stream()
                    .map(attachment -> attachment.item().envelopeEventId())
                    .distinct()
                    .toList()))
        .param("floor", Ids.firstUuidV7(oldest.minus(REPEAT_WINDOW)))
        .query((row, _) ->
            new Stored(
                row.getLong("project_id"),
                Objects.requireNonNull(row.getObject("event_id", UUID.class)),
                Objects.requireNonNull(row.getString("name")),
                BlobHash.of(Objects.requireNonNull(row.getBytes("sha256"))),
                row.getLong("size")))
        .list();
  }

  void copy(List<PreparedAttachment> attachments) {
    var table = new BinaryCopy(attachments.size() * ROW_BYTES);
    for (var attachment : attachments) {
      table
          .row(8)
          .uuid(attachment.id())
          .bigint(attachment.projectId())
          .uuid(attachment.item().envelopeEventId())
          .text(attachment.name())
          .text(attachment.contentType())
          .text(attachment.attachmentType())
          .bigint(attachment.size())
          .bytea(ByteSlice.of(attachment.hash().bytes()));
    }
    copy.write(COPY, table.end());
  }
}
