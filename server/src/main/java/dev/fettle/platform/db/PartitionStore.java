package dev.fettle.platform.db;

import dev.fettle.platform.time.Ids;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The daily partitions of tables that are partitioned by a UUIDv7: {@code event_20261125} and so
 * on. Each change is a transaction of its own, also within another one.
 */
public final class PartitionStore {

  static final String DAYS =
      """
      SELECT c.relname
      FROM pg_inherits i
      JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = to_regclass(:table::text)
      ORDER BY c.relname
      """;

  /** One node at a time; the key is ours alone. */
  static final String LOCK = "SELECT pg_advisory_xact_lock(7046029254386353131)";

  static final String EXISTS = "SELECT to_regclass(:name::text) IS NOT NULL";

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  public PartitionStore(JdbcClient jdbc, PlatformTransactionManager transactionManager) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactionManager);
    transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** The days of a table that have a partition, oldest first. */
  public List<LocalDate> days(String table) {
    return jdbc.sql(DAYS)
        .param("table", table)
        .query((rows, _) -> {
          var name = Objects.requireNonNull(rows.getString("relname"));
          return LocalDate.parse(
              name.substring(table.length() + 1), DateTimeFormatter.BASIC_ISO_DATE);
        })
        .list();
  }

  /**
   * Makes a day's partition unless it is there. Attaching a table takes a lock that lets reads and
   * writes of its siblings go on, which creating it in place does not.
   */
  void make(String table, LocalDate day) {
    var name = name(table, day);
    transactions.executeWithoutResult(_ -> {
      jdbc.sql(LOCK).query((rows, number) -> number).list();
      if (Boolean.TRUE.equals(jdbc.sql(EXISTS).param("name", name).query(Boolean.class).single())) {
        return;
      }
      var from = Ids.firstUuidV7(day.atStartOfDay(ZoneOffset.UTC).toInstant());
      var to = Ids.firstUuidV7(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
      // the payload of most events stays in the row: a look-up beside it costs more than it saves
      jdbc.sql(
              """
              CREATE TABLE %s (LIKE %s INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)
              WITH (toast_tuple_target = 4080)
              """
                  .formatted(name, table))
          .update();
      jdbc.sql(
              "ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM ('%s') TO ('%s')"
                  .formatted(table, name, from, to))
          .update();
    });
  }

  /** Drops a day with all its rows. Waits for a moment without readers at most five seconds. */
  void drop(String table, LocalDate day) {
    transactions.executeWithoutResult(_ -> {
      jdbc.sql("SET LOCAL lock_timeout = '5s'").update();
      jdbc.sql("DROP TABLE IF EXISTS " + name(table, day)).update();
    });
  }

  private static String name(String table, LocalDate day) {
    return table + "_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
  }
}
