package dev.fettle.digest;

import dev.fettle.core.ByteSlice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
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
      SELECT log_partition, log_position, reason, context, payload, counted_hour,
        counted_category, counted_quantity
      FROM set_aside_item
      WHERE id = :id
        AND project_id = :projectId
        AND resolved_at IS NULL
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

  /** What is needed to try an item again. */
  record Item(
      String partition,
      long position,
      String reason,
      ByteSlice context,
      ByteSlice payload,
      DigestStore.@Nullable Counted counted) {

    /** The log record; see {@link SetAsideContext}. */
    ByteSlice logRecord() {
      var bytes = new byte[context.length() + payload.length()];
      System.arraycopy(context.array(), context.offset(), bytes, 0, context.length());
      System.arraycopy(
          payload.array(), payload.offset(), bytes, context.length(), payload.length());
      return ByteSlice.of(bytes);
    }
  }

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
        .query((rows, _) -> read(rows))
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

  private static Item read(ResultSet rows) throws SQLException {
    var hour = rows.getTimestamp("counted_hour");
    return new Item(
        rows.getString("log_partition"),
        rows.getLong("log_position"),
        rows.getString("reason"),
        ByteSlice.of(rows.getBytes("context")),
        ByteSlice.of(rows.getBytes("payload")),
        hour == null
            ? null
            : new DigestStore.Counted(
                hour.toInstant(),
                rows.getString("counted_category"),
                rows.getLong("counted_quantity")));
  }
}
