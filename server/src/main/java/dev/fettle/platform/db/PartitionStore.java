package dev.fettle.platform.db;

import dev.fettle.platform.time.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The partitions of tables that are partitioned by a UUIDv7, named after the UTC day they begin
 * with: {@code event_20261123} and so on. Each change is a transaction of its own, also within
 * another one.
 */
public final class PartitionStore {

  /**
   * A partition.
   *
   * @param to where the next one may begin
   */
  public record Range(String name, Instant from, Instant to) {
    boolean holds(Instant time) {
      return !time.isBefore(from) && time.isBefore(to);
    }
  }

  static final String RANGES =
      """
      SELECT relname,
        substring(bound FROM 'FROM \\(''([0-9a-f-]+)''\\)')::uuid AS lower,
        substring(bound FROM 'TO \\(''([0-9a-f-]+)''\\)')::uuid AS upper
      FROM (
        SELECT c.relname, pg_get_expr(c.relpartbound, c.oid) AS bound
        FROM pg_inherits i
        JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = to_regclass(:table::text)
      ) p
      ORDER BY lower
      """;

  /** One node at a time; the key is ours alone. */
  static final String LOCK = "SELECT pg_advisory_xact_lock(7046029254386353131)";

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  public PartitionStore(JdbcClient jdbc, PlatformTransactionManager transactionManager) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactionManager);
    transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** The partitions of a table, oldest first. */
  public List<Range> ranges(String table) {
    return jdbc.sql(RANGES)
        .param("table", table)
        .query((rows, _) ->
            new Range(
                Objects.requireNonNull(rows.getString("relname")),
                Ids.timeOf(Objects.requireNonNull(rows.getObject("lower", UUID.class))),
                Ids.timeOf(Objects.requireNonNull(rows.getObject("upper", UUID.class)))))
        .list();
  }

  /**
   * Makes the partition of a time unless it is there; the one that holds it. Attaching a table
   * takes a lock that lets reads and writes of its siblings go on, which creating it in place does
   * not.
   *
   * @param from where it begins, or later where another one ends
   * @param to where it ends, or earlier where another one begins
   */
  Range make(String table, Instant time, Instant from, Instant to) {
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          jdbc.sql(LOCK).query((rows, number) -> number).list();
          var free = new Range("", from, to);
          for (var other : ranges(table)) {
            if (other.holds(time)) {
              return other;
            }
            free = between(free, other, time);
          }
          var name = name(table, free.from());
          // the payload of most events stays in the row: a look-up beside it costs more than it
          // saves
          jdbc.sql(
                  """
                  CREATE TABLE %s (LIKE %s INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)
                  WITH (toast_tuple_target = 4080)
                  """
                      .formatted(name, table))
              .update();
          jdbc.sql(
                  "ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM ('%s') TO ('%s')"
                      .formatted(
                          table, name, Ids.firstUuidV7(free.from()), Ids.firstUuidV7(free.to())))
              .update();
          return new Range(name, free.from(), free.to());
        }));
  }

  /** What another partition leaves of a range that holds a time. */
  private static Range between(Range free, Range other, Instant time) {
    var from =
        !other.to().isAfter(time) && other.to().isAfter(free.from()) ? other.to() : free.from();
    var to =
        other.from().isAfter(time) && other.from().isBefore(free.to()) ? other.from() : free.to();
    return new Range(free.name(), from, to);
  }

  /** Drops a partition with all its rows. Waits for a moment without readers at most 5 seconds. */
  void drop(Range range) {
    transactions.executeWithoutResult(_ -> {
      jdbc.sql("SET LOCAL lock_timeout = '5s'").update();
      jdbc.sql("DROP TABLE IF EXISTS " + range.name()).update();
    });
  }

  private static String name(String table, Instant from) {
    return table
        + "_"
        + LocalDate.ofInstant(from, ZoneOffset.UTC).format(DateTimeFormatter.BASIC_ISO_DATE);
  }
}
