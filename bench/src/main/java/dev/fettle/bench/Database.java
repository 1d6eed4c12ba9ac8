package dev.fettle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;

/** What the embedded database really holds, asked over its own port. */
final class Database implements AutoCloseable {

  /** Every event of the log is counted once, whatever became of it, in the digest's transaction. */
  private static final String DIGESTED =
      """
      SELECT coalesce(sum(quantity), 0)
      FROM outcome_hour
      WHERE category IN ('error', 'default')
      """;

  private static final String EVENT_IDS =
      """
      SELECT event_id
      FROM event
      """;

  private static final String TABLES_BYTES =
      """
      SELECT coalesce(sum(pg_table_size(oid)), 0)
      FROM pg_class
      WHERE relnamespace = 'public'::regnamespace
        AND relkind IN ('r', 'm')
      """;

  private static final String INDEXES_BYTES =
      """
      SELECT coalesce(sum(pg_indexes_size(oid)), 0)
      FROM pg_class
      WHERE relnamespace = 'public'::regnamespace
        AND relkind IN ('r', 'm')
      """;

  private static final int FETCH_ROWS = 10_000;

  private final Connection connection;
  private final Path data;

  private Database(Connection connection, Path data) {
    this.connection = connection;
    this.data = data;
  }

  static Database of(Product product) throws IOException, SQLException {
    var url =
        "jdbc:postgresql://127.0.0.1:%d/postgres?ApplicationName=fettle-bench"
            .formatted(product.databasePort());
    return new Database(
        DriverManager.getConnection(url, "postgres", product.databasePassword()), product.data());
  }

  /**
   * Bytes on disk after a checkpoint.
   *
   * @param files of the cluster without its write-ahead log
   * @param writeAheadLog recycled by PostgreSQL, bounded by max_wal_size
   * @param intake the log of what is not digested yet and the running segment
   */
  record Disk(long files, long tables, long indexes, long writeAheadLog, long intake) {}

  /** Stored ids against acknowledged ones. */
  record Comparison(long stored, long lost, long twice, long unknown) {}

  long digested() throws SQLException {
    return number(DIGESTED);
  }

  Disk disk() throws SQLException, IOException {
    try (var statement = connection.createStatement()) {
      statement.execute("CHECKPOINT");
    }
    long wal = bytes(data.resolve("db/pg_wal"));
    return new Disk(
        bytes(data.resolve("db")) - wal,
        number(TABLES_BYTES),
        number(INDEXES_BYTES),
        wal,
        bytes(data.resolve("intake")));
  }

  /** Reads every stored event's id, so it takes a while. */
  Comparison compare(EventIds ids, BitSet acknowledged) throws SQLException {
    var seen = new BitSet();
    long stored = 0;
    long twice = 0;
    long unknown = 0;
    connection.setAutoCommit(false); // or the driver ignores the fetch size
    try (var statement = connection.createStatement()) {
      statement.setFetchSize(FETCH_ROWS);
      try (var rows = statement.executeQuery(EVENT_IDS)) {
        while (rows.next()) {
          stored++;
          long number = ids.numberOf(rows.getObject(1, UUID.class));
          if (number < 0 || number > Integer.MAX_VALUE) {
            unknown++;
          } else if (seen.get((int) number)) {
            twice++;
          } else {
            seen.set((int) number);
          }
        }
      }
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
    var lost = (BitSet) acknowledged.clone();
    lost.andNot(seen);
    return new Comparison(stored, lost.cardinality(), twice, unknown);
  }

  void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of a query's rows. */
  List<String> texts(String sql) throws SQLException {
    var texts = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  long number(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static long bytes(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    long sum = 0;
    try (var children = Files.newDirectoryStream(folder)) {
      for (var child : children) {
        try {
          sum += Files.isDirectory(child) ? bytes(child) : Files.size(child);
        } catch (NoSuchFileException e) {
          // dropped meanwhile
        }
      }
    }
    return sum;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
