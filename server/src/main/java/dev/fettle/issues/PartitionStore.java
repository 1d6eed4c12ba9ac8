package dev.fettle.issues;

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
 * The partitions of {@code event}: {@code event_20261125} and so on. Each change is a transaction
 * of its own, also within another one.
 */
final class PartitionStore {

  private static final String PREFIX = "event_";

  static final String DAYS =
      """
      SELECT c.relname
      FROM pg_inherits i
      JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'event'::regclass
      ORDER BY c.relname
      """;

  /** One node at a time; the key is ours alone. */
  static final String LOCK = "SELECT pg_advisory_xact_lock(7046029254386353131)";

  static final String EXISTS = "SELECT to_regclass(:name::text) IS NOT NULL";

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  PartitionStore(JdbcClient jdbc, PlatformTransactionManager transactionManager) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactionManager);
    transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  List<LocalDate> days() {
    return jdbc.sql(DAYS)
        .query((rows, _) -> {
          var name = Objects.requireNonNull(rows.getString("relname"));
          return LocalDate.parse(name.substring(PREFIX.length()), DateTimeFormatter.BASIC_ISO_DATE);
        })
        .list();
  }

  /**
   * Makes a day's partition unless it is there. Attaching a table takes a lock that lets reads and
   * writes of its siblings go on, which creating it in place does not.
   */
  void make(LocalDate day) {
    var name = name(day);
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
              CREATE TABLE %s (LIKE event INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)
              WITH (toast_tuple_target = 4080)
              """
                  .formatted(name))
          .update();
      jdbc.sql(
              "ALTER TABLE event ATTACH PARTITION %s FOR VALUES FROM ('%s') TO ('%s')"
                  .formatted(name, from, to))
          .update();
    });
  }

  /** Drops a day with all its events. Waits for a moment without readers at most five seconds. */
  void drop(LocalDate day) {
    transactions.executeWithoutResult(_ -> {
      jdbc.sql("SET LOCAL lock_timeout = '5s'").update();
      jdbc.sql("DROP TABLE IF EXISTS " + name(day)).update();
    });
  }

  private static String name(LocalDate day) {
    return PREFIX + day.format(DateTimeFormatter.BASIC_ISO_DATE);
  }
}
