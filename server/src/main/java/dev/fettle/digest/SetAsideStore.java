package dev.fettle.digest;

import dev.fettle.core.ByteSlice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was set aside and nobody has dealt with yet. Every call names the project, which the caller
 * may see.
 */
final class SetAsideStore {

  private static final String ROWS =
      """
      SELECT id, created_at, item_type, reason, detail, octet_length(payload) AS size
      FROM set_aside_item
      WHERE project_id = :projectId
        AND resolved_at IS NULL
      """;

  /** By the partial index of open items; newest first. */
  static final String LIST_BEFORE =
      ROWS
          + """
          AND (CAST(:id AS uuid) IS NULL OR id < CAST(:id AS uuid))
          ORDER BY id DESC
          LIMIT :fetch
          """;

  static final String LIST_AFTER =
      ROWS
          + """
          AND id > CAST(:id AS uuid)
          ORDER BY id
          LIMIT :fetch
          """;

  static final String COUNT =
      """
      SELECT count(*)
      FROM (
        SELECT 1
        FROM set_aside_item
        WHERE project_id = :projectId AND resolved_at IS NULL
        LIMIT 1000) AS counted
      """;

  static final String FIND =
      """
      SELECT log_partition, log_position, reason, context, octet_length(payload) AS size,
        counted_hour, counted_category, counted_quantity
      FROM set_aside_item
      WHERE id = :id
        AND project_id = :projectId
        AND resolved_at IS NULL
      """;

  /** The driver has what it reads three times in memory: never a whole payload. */
  static final String PIECE =
      """
      SELECT substring(payload FROM :from FOR :bytes)
      FROM set_aside_item
      WHERE id = :id
        AND project_id = :projectId
        AND resolved_at IS NULL
      """;

  static final int PIECE_BYTES = 1024 * 1024;

  /** By the partial index of these alone. */
  static final String WAITING =
      """
      SELECT id, project_id
      FROM set_aside_item
      WHERE reason = 'storage_unavailable'
        AND resolved_at IS NULL
        AND project_id IS NOT NULL
        AND id > :last::uuid
      ORDER BY id
      LIMIT 1
      """;

  /** The row stays as a note that there was one; its bytes go. Only one of two callers gets it. */
  static final String RESOLVE =
      """
      UPDATE set_aside_item
      SET resolved_at = :now, payload = '', context = ''
      WHERE id = :id
        AND project_id = :projectId
        AND resolved_at IS NULL
      """;

  static final String FAILED_AGAIN =
      """
      UPDATE set_aside_item
      SET detail = :detail
      WHERE id = :id
        AND project_id = :projectId
        AND resolved_at IS NULL
      """;

  /** The item is no longer what it was counted as. */
  static final String TAKE_BACK =
      """
      UPDATE outcome_hour
      SET quantity = greatest(0, quantity - :quantity)
      WHERE project_id = :projectId
        AND hour = :hour
        AND category = :category
        AND outcome = 'set_aside'
        AND reason = :reason
      """;

  /** A row of the list. */
  record Row(
      UUID id, Instant receivedAt, String itemType, String reason, String detail, long size) {}

  /** An item that is tried again by itself. */
  record Waiting(UUID id, long projectId) {}

  /**
   * What is needed to try an item again.
   *
   * @param logRecord context and payload; see {@link SetAsideContext}
   */
  record Item(
      String partition,
      long position,
      String reason,
      ByteSlice logRecord,
      int contextBytes,
      DigestStore.@Nullable Counted counted) {

    ByteSlice payload() {
      return logRecord.slice(contextBytes, logRecord.length() - contextBytes);
    }
  }

  private static final byte[] NOTHING = {};

  private final JdbcClient jdbc;

  SetAsideStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Row> list(long projectId, boolean backward, @Nullable UUID id, int fetch) {
    return jdbc.sql(backward ? LIST_AFTER : LIST_BEFORE)
        .param("projectId", projectId)
        .param("id", id)
        .param("fetch", fetch)
        .query((rows, _) ->
            new Row(
                rows.getObject("id", UUID.class),
                rows.getTimestamp("created_at").toInstant(),
                rows.getString("item_type"),
                rows.getString("reason"),
                rows.getString("detail"),
                rows.getLong("size")))
        .list();
  }

  long count(long projectId) {
    return jdbc.sql(COUNT).param("projectId", projectId).query(Long.class).single();
  }

  Optional<Item> find(long projectId, UUID id) {
    return jdbc.sql(FIND)
        .param("projectId", projectId)
        .param("id", id)
        .query((rows, _) -> withoutPayload(rows))
        .optional()
        .filter(item -> fill(projectId, id, item));
  }

  /**
   * Reads the payload behind the context; false when somebody has dealt with the item meanwhile.
   */
  private boolean fill(long projectId, UUID id, Item item) {
    var bytes = item.logRecord().array();
    int at = item.contextBytes();
    while (at < bytes.length) {
      var piece =
          jdbc.sql(PIECE)
              .param("from", at - item.contextBytes() + 1)
              .param("bytes", PIECE_BYTES)
              .param("projectId", projectId)
              .param("id", id)
              .query((rows, _) -> rows.getBytes(1))
              .optional()
              .orElse(NOTHING);
      if (piece.length == 0) {
        return false;
      }
      System.arraycopy(piece, 0, bytes, at, piece.length);
      at += piece.length;
    }
    return true;
  }

  /** The next one after that one. */
  Optional<Waiting> waiting(UUID last) {
    return jdbc.sql(WAITING)
        .param("last", last)
        .query(
            (rows, _) -> new Waiting(rows.getObject("id", UUID.class), rows.getLong("project_id")))
        .optional();
  }

  boolean resolve(long projectId, UUID id, Instant now) {
    return jdbc.sql(RESOLVE)
            .param("projectId", projectId)
            .param("id", id)
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  void failedAgain(long projectId, UUID id, String detail) {
    jdbc.sql(FAILED_AGAIN)
        .param("projectId", projectId)
        .param("id", id)
        .param("detail", detail)
        .update();
  }

  void takeBack(long projectId, String reason, DigestStore.Counted counted) {
    jdbc.sql(TAKE_BACK)
        .param("projectId", projectId)
        .param("hour", Timestamp.from(counted.hour()))
        .param("category", counted.category())
        .param("reason", reason)
        .param("quantity", counted.quantity())
        .update();
  }

  private static Item withoutPayload(ResultSet rows) throws SQLException {
    var hour = rows.getTimestamp("counted_hour");
    var context = rows.getBytes("context");
    return new Item(
        rows.getString("log_partition"),
        rows.getLong("log_position"),
        rows.getString("reason"),
        ByteSlice.of(Arrays.copyOf(context, context.length + rows.getInt("size"))),
        context.length,
        hour == null
            ? null
            : new DigestStore.Counted(
                hour.toInstant(),
                rows.getString("counted_category"),
                rows.getLong("counted_quantity")));
  }
}
