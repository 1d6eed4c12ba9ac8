package dev.fettle.attachments;

import dev.fettle.core.ByteSlice;
import dev.fettle.platform.db.BinaryCopy;
import dev.fettle.platform.db.Columns;
import dev.fettle.platform.db.TableCopy;
import dev.fettle.platform.time.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Attachments and the contents they refer to. */
final class AttachmentStore {

  /** How far back a repeated file is recognised. */
  private static final Duration REPEAT_WINDOW = Duration.ofDays(2);

  private static final int ROW_BYTES = 250;

  /** A stored attachment. */
  record Stored(long projectId, UUID eventId, String name, ContentHash hash, long size) {

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

  /** Makes or locks the rows of contents, sorted; a row is touched once an hour. */
  static final String LOCK_FILES =
      """
      INSERT INTO attachment_file AS f (sha256, size, last_used_at)
      SELECT sha256, size, :now::timestamptz
      FROM unnest(:hashes::bytea[], :sizes::bigint[]) AS n (sha256, size)
      ON CONFLICT (sha256) DO UPDATE
      SET last_used_at = excluded.last_used_at, size = excluded.size
      WHERE f.last_used_at < excluded.last_used_at - interval '1 hour'
      """;

  static final String COPY =
      """
      COPY event_attachment (id, project_id, event_id, name, content_type, attachment_type, size,
        sha256)
      FROM STDIN (FORMAT binary)
      """;

  /** Files that no row knows get one that has almost expired. */
  static final String ADOPT =
      """
      INSERT INTO attachment_file (sha256, size, last_used_at)
      SELECT sha256, 0, :used::timestamptz
      FROM unnest(:hashes::bytea[]) AS n (sha256)
      ON CONFLICT (sha256) DO NOTHING
      """;

  static final String LOCK_EXPIRED =
      """
      SELECT sha256
      FROM attachment_file
      WHERE last_used_at < :before::timestamptz
      ORDER BY last_used_at
      LIMIT 200
      FOR UPDATE SKIP LOCKED
      """;

  /** What attachments still refer to counts as used now. */
  static final String KEEP_REFERENCED =
      """
      UPDATE attachment_file f
      SET last_used_at = :now::timestamptz
      WHERE sha256 = ANY (:hashes::bytea[])
        AND EXISTS (SELECT 1 FROM event_attachment a WHERE a.sha256 = f.sha256)
      """;

  static final String UNUSED =
      """
      SELECT sha256
      FROM attachment_file f
      WHERE sha256 = ANY (:hashes::bytea[])
        AND NOT EXISTS (SELECT 1 FROM event_attachment a WHERE a.sha256 = f.sha256)
      """;

  /** Attachments of projects that are gone; nobody used their contents for ever. */
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
        UPDATE attachment_file
        SET last_used_at = '-infinity'
        WHERE sha256 IN (SELECT sha256 FROM gone)
      )
      SELECT count(*)
      FROM gone
      """;

  static final String DELETE =
      """
      DELETE FROM attachment_file
      WHERE sha256 = ANY (:hashes::bytea[])
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
                ContentHash.of(Objects.requireNonNull(row.getBytes("sha256"))),
                row.getLong("size")))
        .list();
  }

  /** Holds the contents of these attachments until the transaction ends. */
  void lockFiles(List<PreparedAttachment> attachments) {
    Map<ContentHash, Long> sizes = new TreeMap<>();
    attachments.forEach(attachment -> sizes.put(attachment.hash(), (long) attachment.size()));
    jdbc.sql(LOCK_FILES)
        .param("hashes", hashes(sizes.keySet()))
        .param("sizes", Columns.bigint(sizes.values()))
        .param("now", attachments.getLast().received().toString())
        .update();
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

  /** Notes files of the folder that no transaction has committed. */
  void adopt(Collection<ContentHash> found, Instant used) {
    jdbc.sql(ADOPT).param("hashes", hashes(found)).param("used", used.toString()).update();
  }

  /** Some contents that nobody uses any more, locked. */
  List<ContentHash> lockExpired(Instant before) {
    return jdbc.sql(LOCK_EXPIRED)
        .param("before", before.toString())
        .query((row, _) -> ContentHash.of(Objects.requireNonNull(row.getBytes("sha256"))))
        .list();
  }

  /** Those that are still referred to do not expire. */
  void keepReferenced(Collection<ContentHash> expired, Instant now) {
    jdbc.sql(KEEP_REFERENCED)
        .param("hashes", hashes(expired))
        .param("now", now.toString())
        .update();
  }

  /** Those of locked contents that no attachment refers to. */
  List<ContentHash> unused(Collection<ContentHash> locked) {
    return jdbc.sql(UNUSED)
        .param("hashes", hashes(locked))
        .query((row, _) -> ContentHash.of(Objects.requireNonNull(row.getBytes("sha256"))))
        .list();
  }

  void delete(Collection<ContentHash> expired) {
    jdbc.sql(DELETE).param("hashes", hashes(expired)).update();
  }

  private static Object hashes(Collection<ContentHash> hashes) {
    return Columns.bytea(hashes.stream().map(ContentHash::bytes).toList());
  }
}
