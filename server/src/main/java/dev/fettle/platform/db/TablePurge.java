package dev.fettle.platform.db;

import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deletes rows that are too old, in chunks of a transaction each. A row that somebody holds is left
 * for the next time, so a row that is being written to again is never lost.
 */
public final class TablePurge {

  private static final int CHUNK = 5_000;

  private final JdbcClient jdbc;
  private final InstantSource clock;

  TablePurge(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Deletes what is too old of a table; how many rows, 0 when it declares another way. */
  public long purge(TableLife table, BooleanSupplier goOn) {
    if (!(table.age() instanceof TableLife.Age.Rows rows)) {
      return 0;
    }
    var sql =
        """
        DELETE FROM %s
        WHERE ctid = ANY (ARRAY(
          SELECT ctid
          FROM %s
          WHERE %s < :before::timestamptz
          LIMIT %d
          FOR UPDATE SKIP LOCKED))
        """
            .formatted(table.table(), table.table(), rows.column(), CHUNK);
    var before = clock.instant().minus(rows.life()).toString();
    long all = 0;
    long deleted = CHUNK;
    while (deleted == CHUNK && goOn.getAsBoolean()) {
      deleted = jdbc.sql(sql).param("before", before).update();
      all += deleted;
    }
    return all;
  }
}
