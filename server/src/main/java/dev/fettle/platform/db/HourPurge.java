package dev.fettle.platform.db;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes the rows of a table of hours that are over the retention time, in chunks. */
public final class HourPurge implements Chore {

  private static final int CHUNK = 5_000;

  private final JdbcClient jdbc;
  private final String sql;
  private final InstantSource clock;
  private final Duration retention;

  /**
   * A chore for one table.
   *
   * @param table has a column {@code hour} with a BRIN index
   */
  public HourPurge(JdbcClient jdbc, String table, InstantSource clock, Duration retention) {
    this(jdbc, table, "hour", clock, retention);
  }

  /**
   * A chore for one table.
   *
   * @param column the time a row is about, with a BRIN index
   */
  public HourPurge(
      JdbcClient jdbc, String table, String column, InstantSource clock, Duration retention) {
    this.jdbc = jdbc;
    this.sql =
        """
        DELETE FROM %s
        WHERE ctid IN (
          SELECT ctid
          FROM %s
          WHERE %s < :before::timestamptz
          LIMIT %d)
        """
            .formatted(table, table, column, CHUNK);
    this.clock = clock;
    this.retention = retention;
  }

  @Override
  public boolean runSome() {
    var before = clock.instant().minus(retention);
    return jdbc.sql(sql).param("before", before.toString()).update() == CHUNK;
  }
}
