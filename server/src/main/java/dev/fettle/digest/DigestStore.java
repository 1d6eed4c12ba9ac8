package dev.fettle.digest;

import dev.fettle.core.ByteSlice;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.PreparedItem;
import dev.fettle.items.Reason;
import dev.fettle.platform.time.Ids;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The digest's own tables. Every method but {@link #position} and {@link #installation} runs in the
 * caller's transaction.
 */
final class DigestStore {

  /** Makes the row of a new partition; does nothing for a known one. */
  static final String ADD_PARTITION =
      """
      INSERT INTO intake_position (log_partition, position, updated_at)
      VALUES (:partition, 0, :now)
      ON CONFLICT (log_partition) DO NOTHING
      """;

  /** Which database this is: made with it, the same for as long as it lives. */
  static final String INSTALLATION = "SELECT id FROM installation";

  static final String POSITION =
      """
      SELECT position
      FROM intake_position
      WHERE log_partition = :partition
      """;

  /**
   * Moves on only from where this batch began: a second digest on the same partition changes
   * nothing. What follows in the transaction brings keys and finds their rows by an index: to join
   * a batch with a whole table that grows looks cheap as long as that is small.
   */
  static final String ADVANCE =
      """
      UPDATE intake_position
      SET position = :next, updated_at = :now
      WHERE log_partition = :partition
        AND position = :expected
      RETURNING set_config('enable_hashjoin', 'off', true),
        set_config('enable_mergejoin', 'off', true)
      """;

  /** What a project may have set aside in a day; what is more is counted and not kept. */
  static final int MOST_SET_ASIDE = 1_000;

  static final long MOST_SET_ASIDE_BYTES = 64L * 1024 * 1024;

  /** More than the context of an item has. */
  private static final int CONTEXT_BYTES = 16 * 1024;

  /** Whether a project has room for so many more today. */
  static final String ROOM =
      """
      SELECT count(*) + :items <= :most AND coalesce(sum(bytes), 0) + :bytes <= :mostBytes
      FROM (
        SELECT length(payload) + length(context) AS bytes
        FROM set_aside_item
        WHERE resolved_at IS NULL
          AND id >= :today::uuid
          AND project_id = :project::bigint
        LIMIT :most) AS today
      """;

  private static final String SET_ASIDE =
      """
      INSERT INTO set_aside_item
        (id, project_id, log_partition, log_position, item_type, reason, detail, context, payload,
         counted_hour, counted_category, counted_quantity, created_at)
      SELECT :id::uuid, :project::bigint, :partition, :position, :type, :reason, :detail, :context,
        :payload, :countedHour::timestamptz, :countedCategory, :countedQuantity, :now::timestamptz
      WHERE (
        SELECT count(*) < :most AND coalesce(sum(bytes), 0) + :bytes <= :mostBytes
        FROM (
          SELECT length(payload) + length(context) AS bytes
          FROM set_aside_item
          WHERE resolved_at IS NULL
            AND id >= :today::uuid
            AND project_id\s
      """;

  /** By the index of open items; nothing is kept for a project that is gone. */
  static final String SET_ASIDE_OF_PROJECT =
      SET_ASIDE
          + """
                = :project::bigint
              LIMIT :most) AS today)
          AND EXISTS (SELECT 1 FROM project WHERE id = :project::bigint AND deleted_at IS NULL)
          """;

  /** Of a record that says no project. */
  static final String SET_ASIDE_OF_NOBODY = SET_ASIDE + "IS NULL LIMIT :most) AS today)\n";

  private final JdbcClient jdbc;

  DigestStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** This database's own id. */
  UUID installation() {
    return jdbc.sql(INSTALLATION).query(UUID.class).single();
  }

  /** Where the partition's digest goes on. */
  long position(String partition, Instant now) {
    jdbc.sql(ADD_PARTITION)
        .param("partition", partition)
        .param("now", Timestamp.from(now))
        .update();
    return jdbc.sql(POSITION).param("partition", partition).query(Long.class).single();
  }

  /** Whether the position was {@code expected} and now is {@code next}. */
  boolean advance(String partition, long expected, long next, Instant now) {
    return jdbc.sql(ADVANCE)
            .param("partition", partition)
            .param("expected", expected)
            .param("next", next)
            .param("now", Timestamp.from(now))
            .query()
            .listOfRows()
            .size()
        == 1;
  }

  /** Whether all of these would be kept; reads, outside of a transaction. */
  boolean hasRoomToSetAside(List<PreparedItem> items, Instant now) {
    var today = Ids.firstUuidV7(now.truncatedTo(ChronoUnit.DAYS));
    return items.stream()
        .map(PreparedItem::item)
        .collect(Collectors.groupingBy(IncomingItem::projectId))
        .entrySet()
        .stream()
        .allMatch(of ->
            Boolean.TRUE.equals(
                jdbc.sql(ROOM)
                    .param("items", of.getValue().size())
                    .param("bytes", bytes(of.getValue()))
                    .param("most", MOST_SET_ASIDE)
                    .param("mostBytes", MOST_SET_ASIDE_BYTES)
                    .param("today", today)
                    .param("project", of.getKey())
                    .query(Boolean.class)
                    .single()));
  }

  private static long bytes(List<IncomingItem> items) {
    return items.stream().mapToLong(item -> item.payload().length() + CONTEXT_BYTES).sum();
  }

  /** Keeps an item that our code could not take, unless the day's room is used up. */
  void setAside(UUID id, SetAside item, Instant now) {
    var counted = item.counted();
    var today = Ids.firstUuidV7(now.truncatedTo(ChronoUnit.DAYS));
    jdbc.sql(item.projectId() == null ? SET_ASIDE_OF_NOBODY : SET_ASIDE_OF_PROJECT)
        .param("most", MOST_SET_ASIDE)
        .param("mostBytes", MOST_SET_ASIDE_BYTES)
        .param("bytes", item.context().length() + item.payload().length())
        .param("today", today)
        .param("id", id)
        .param("project", item.projectId())
        .param("partition", item.partition())
        .param("position", item.position())
        .param("type", item.type())
        .param("reason", item.reason().label())
        .param("detail", item.detail())
        .param("context", item.context().toByteArray())
        .param("payload", item.payload().toByteArray())
        .param("countedHour", counted == null ? null : Timestamp.from(counted.hour()))
        .param("countedCategory", counted == null ? "default" : counted.category())
        .param("countedQuantity", counted == null ? 0 : counted.quantity())
        .param("now", Timestamp.from(now))
        .update();
  }

  /**
   * What is kept of an item that could not be taken.
   *
   * @param context what stands before the payload to make a log record of both; empty when the
   *     payload is a whole record
   * @param counted under what it was counted, or null when it belongs to nobody
   */
  record SetAside(
      @Nullable Long projectId,
      String partition,
      long position,
      String type,
      Reason reason,
      String detail,
      ByteSlice context,
      ByteSlice payload,
      @Nullable Counted counted) {}

  /** The row of {@code outcome_hour} that an item set aside was added to. */
  record Counted(Instant hour, String category, long quantity) {}
}
