package dev.fettle.payloads;

import dev.fettle.core.ByteSlice;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads and writes {@code payload_dictionary}. */
public final class DictionaryStore {

  /**
   * A trained dictionary.
   *
   * @param ratio compressed / plain bytes of events it was not trained with
   */
  record Dictionary(int id, ByteSlice bytes, double ratio) {}

  static final String NEWEST =
      """
      SELECT id, dictionary, ratio
      FROM payload_dictionary
      WHERE project_id = :project
      ORDER BY id DESC
      LIMIT 1
      """;

  static final String FIND = "SELECT dictionary FROM payload_dictionary WHERE id = :id";

  /** Nothing is stored for a project that is gone. */
  static final String ADD =
      """
      INSERT INTO payload_dictionary (project_id, dictionary, ratio, created_at)
      SELECT p.id, :dictionary, :ratio, :now
      FROM project p
      WHERE p.id = :project
      RETURNING id
      """;

  /** Those whose successor is older than every event that is kept. */
  static final String DELETE_REPLACED =
      """
      DELETE FROM payload_dictionary d
      WHERE EXISTS (
        SELECT 1
        FROM payload_dictionary newer
        WHERE newer.project_id = d.project_id
          AND newer.id > d.id
          AND newer.created_at < :before
      )
      """;

  private final JdbcClient jdbc;

  public DictionaryStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The project's newest. */
  Optional<Dictionary> newest(long projectId) {
    return jdbc.sql(NEWEST)
        .param("project", projectId)
        .query((rows, _) ->
            new Dictionary(
                rows.getInt("id"),
                ByteSlice.of(Objects.requireNonNull(rows.getBytes("dictionary"))),
                rows.getDouble("ratio")))
        .optional();
  }

  /**
   * The bytes of one that an event names.
   *
   * @throws org.springframework.dao.EmptyResultDataAccessException when there is none
   */
  byte[] bytes(int id) {
    return jdbc.sql(FIND).param("id", id).query(byte[].class).single();
  }

  /** The new dictionary's id; empty when the project is gone. */
  Optional<Integer> add(long projectId, byte[] dictionary, double ratio, Instant now) {
    return jdbc.sql(ADD)
        .param("project", projectId)
        .param("dictionary", dictionary)
        .param("ratio", ratio)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(Integer.class)
        .optional();
  }

  /** How many were deleted. */
  public int deleteReplaced(Instant before) {
    return jdbc.sql(DELETE_REPLACED).param("before", before.atOffset(ZoneOffset.UTC)).update();
  }
}
