package dev.fettle.platform.blobs;

import dev.fettle.platform.db.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of {@code blob}; see {@link Blobs} for what they promise. Thread-safe. */
final class BlobStore {

  /** How many rows one statement takes. */
  static final int CHUNK = 100;

  /**
   * Makes the row or sees to it that the sweep does not come soon; waits for a sweep that has it.
   * Sorted, so that two of them lock in one order.
   */
  static final String CLAIM =
      """
      INSERT INTO blob AS b (sha256, size, stored, number, check_at)
      SELECT sha256, size, false, nextval('blob_number'), :until::timestamptz
      FROM unnest(:hashes::bytea[], :sizes::bigint[]) AS n (sha256, size)
      ORDER BY sha256
      ON CONFLICT (sha256) DO UPDATE
      SET check_at = excluded.check_at
      WHERE b.check_at < excluded.check_at - :tolerance::interval
      """;

  static final String NUMBERS =
      """
      SELECT sha256, number
      FROM blob
      WHERE sha256 = ANY (:hashes::bytea[])
      """;

  /** Only the very rows that were there before the write began. */
  static final String MARK_STORED =
      """
      WITH held AS (
        SELECT b.sha256, b.stored, n.size
        FROM blob b
        JOIN unnest(:hashes::bytea[], :numbers::bigint[], :sizes::bigint[])
          AS n (sha256, number, size) ON n.sha256 = b.sha256 AND n.number = b.number
        ORDER BY b.sha256
        FOR NO KEY UPDATE OF b
      ), marked AS (
        UPDATE blob b
        SET stored = true, size = h.size
        FROM held h
        WHERE b.sha256 = h.sha256
          AND NOT h.stored
      )
      SELECT sha256
      FROM held
      """;

  /** Holds them until the transaction ends; answers those that are there. */
  static final String LOCK_STORED =
      """
      SELECT sha256
      FROM blob
      WHERE sha256 = ANY (:hashes::bytea[])
        AND stored
      ORDER BY sha256
      FOR NO KEY UPDATE
      """;

  static final String KEEP_UNTIL =
      """
      UPDATE blob
      SET check_at = :until::timestamptz
      WHERE sha256 = ANY (:hashes::bytea[])
        AND check_at < :until::timestamptz - :tolerance::interval
      """;

  static final String LOCK_DUE =
      """
      SELECT sha256, stored
      FROM blob
      WHERE check_at < :now::timestamptz
      ORDER BY check_at
      LIMIT :limit
      FOR UPDATE SKIP LOCKED
      """;

  static final String CHECK_AGAIN =
      """
      UPDATE blob
      SET check_at = :at::timestamptz
      WHERE sha256 = ANY (:hashes::bytea[])
      """;

  static final String CONDEMN =
      """
      UPDATE blob
      SET stored = false
      WHERE sha256 = ANY (:hashes::bytea[])
      """;

  static final String DELETE =
      """
      DELETE FROM blob
      WHERE sha256 = ANY (:hashes::bytea[])
      """;

  /** Contents without a row get one that says nothing is there, until the sweep has looked. */
  static final String ADOPT =
      """
      INSERT INTO blob (sha256, size, stored, number, check_at)
      SELECT sha256, 0, false, nextval('blob_number'), :at::timestamptz
      FROM unnest(:hashes::bytea[]) AS n (sha256)
      WHERE NOT EXISTS (SELECT 1 FROM blob b WHERE b.sha256 = n.sha256)
      ORDER BY sha256
      ON CONFLICT (sha256) DO NOTHING
      """;

  /** A row that the sweep has in hand. */
  record Due(BlobHash hash, boolean stored) {}

  private final JdbcClient jdbc;
  private final List<BlobHolder> holders;

  BlobStore(JdbcClient jdbc, Collection<BlobHolder> holders) {
    this.jdbc = jdbc;
    this.holders = List.copyOf(holders);
  }

  /** A statement of its own; the numbers of the rows as they then are. */
  Map<BlobHash, Long> claim(SortedMap<BlobHash, Long> sizes, Instant until, Duration tolerance) {
    jdbc.sql(CLAIM)
        .param("hashes", hashes(sizes.keySet()))
        .param("sizes", Columns.bigint(sizes.values()))
        .param("until", until.toString())
        .param("tolerance", tolerance.toString())
        .update();
    var numbers = new TreeMap<BlobHash, Long>();
    jdbc.sql(NUMBERS)
        .param("hashes", hashes(sizes.keySet()))
        .query(row -> {
          numbers.put(hash(row), row.getLong(2));
        });
    return numbers;
  }

  /** Those of the claimed rows that were still there and now say so. */
  Set<BlobHash> markStored(Map<BlobHash, Long> numbers, Map<BlobHash, Long> sizes) {
    var order = List.copyOf(numbers.keySet());
    return new HashSet<>(
        jdbc.sql(MARK_STORED)
            .param("hashes", hashes(order))
            .param("numbers", Columns.bigint(order.stream().map(numbers::get).toList()))
            .param("sizes", Columns.bigint(order.stream().map(sizes::get).toList()))
            .query((row, _) -> hash(row))
            .list());
  }

  /** In the caller's transaction, until whose end they stay. */
  Set<BlobHash> lockStored(Collection<BlobHash> wanted) {
    return new HashSet<>(
        jdbc.sql(LOCK_STORED).param("hashes", hashes(wanted)).query((row, _) -> hash(row)).list());
  }

  void keepUntil(Collection<BlobHash> locked, Instant until, Duration tolerance) {
    jdbc.sql(KEEP_UNTIL)
        .param("hashes", hashes(locked))
        .param("until", until.toString())
        .param("tolerance", tolerance.toString())
        .update();
  }

  /** Some that are to be looked at, locked. */
  List<Due> lockDue(Instant now) {
    return jdbc.sql(LOCK_DUE)
        .param("now", now.toString())
        .param("limit", CHUNK)
        .query((row, _) -> new Due(hash(row), row.getBoolean(2)))
        .list();
  }

  /** Those that a row of any feature refers to; a statement of its own, after the lock. */
  Set<BlobHash> referred(Collection<BlobHash> locked) {
    if (locked.isEmpty() || holders.isEmpty()) {
      return Set.of();
    }
    var conditions = new ArrayList<String>();
    for (var holder : holders) {
      conditions.add(
          "EXISTS (SELECT 1 FROM %s h WHERE h.%s = n.sha256)"
              .formatted(holder.table(), holder.column()));
    }
    return new HashSet<>(
        jdbc.sql(
                "SELECT sha256 FROM unnest(:hashes::bytea[]) AS n (sha256) WHERE "
                    + String.join(" OR ", conditions))
            .param("hashes", hashes(locked))
            .query((row, _) -> hash(row))
            .list());
  }

  void checkAgain(Collection<BlobHash> locked, Instant at) {
    jdbc.sql(CHECK_AGAIN).param("hashes", hashes(locked)).param("at", at.toString()).update();
  }

  /** From the commit on nothing refers to them without keeping them anew. */
  void condemn(Collection<BlobHash> locked) {
    jdbc.sql(CONDEMN).param("hashes", hashes(locked)).update();
  }

  void delete(Collection<BlobHash> locked) {
    jdbc.sql(DELETE).param("hashes", hashes(locked)).update();
  }

  void adopt(Collection<BlobHash> found, Instant at) {
    jdbc.sql(ADOPT).param("hashes", hashes(found)).param("at", at.toString()).update();
  }

  private static BlobHash hash(ResultSet row) throws SQLException {
    return BlobHash.of(Objects.requireNonNull(row.getBytes(1)));
  }

  private static Object hashes(Collection<BlobHash> hashes) {
    return Columns.bytea(hashes.stream().map(BlobHash::bytes).toList());
  }
}
