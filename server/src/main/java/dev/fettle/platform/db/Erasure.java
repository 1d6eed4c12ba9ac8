package dev.fettle.platform.db;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deletes everything that belongs to an owner, by what {@link Retention} declares: tables without
 * owned ones first, then blocks of owners with what they own. Never a cascade over many rows: each
 * statement is a transaction of its own and takes at most {@value #CHUNK} rows, so a process that
 * is killed goes on where it was.
 */
public final class Erasure {

  static final int CHUNK = 10_000;

  /** Owners whose rows are looked for together. */
  private static final int BLOCK = 500;

  /** Hears how it goes on. */
  public interface Progress {

    /** So many more rows of a table are gone. */
    void deleted(String table, long rows);
  }

  private static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final JdbcClient jdbc;
  private final PartitionStore partitions;
  private final List<TableLife> tables;

  public Erasure(JdbcClient jdbc, PartitionStore partitions, Retention.All retention) {
    this.jdbc = jdbc;
    this.partitions = partitions;
    this.tables = retention.tables();
  }

  /**
   * Deletes these rows and all they own.
   *
   * @return false when told to stop before the end
   */
  public boolean erase(
      String table, Collection<Long> ids, BooleanSupplier goOn, Progress progress) {
    try {
      eraseRows(table, List.copyOf(ids), goOn, progress);
      return true;
    } catch (StoppedException e) {
      return false;
    }
  }

  private void eraseRows(String table, List<Long> ids, BooleanSupplier goOn, Progress progress) {
    for (boolean leaves : new boolean[] {true, false}) {
      for (var owned : tables) {
        for (var owner : owned.owners()) {
          if (owner.table().equals(table) && isLeaf(owned.table()) == leaves) {
            eraseOwned(owned, owner, ids, goOn, progress);
          }
        }
      }
    }
    run("DELETE FROM " + table + " WHERE id = ANY (:owners::bigint[])", table, ids, progress);
  }

  private boolean isLeaf(String table) {
    return tables.stream()
        .flatMap(owned -> owned.owners().stream())
        .noneMatch(owner -> owner.table().equals(table));
  }

  private void eraseOwned(
      TableLife owned,
      TableLife.Owner owner,
      List<Long> ids,
      BooleanSupplier goOn,
      Progress progress) {
    if (!isLeaf(owned.table())) {
      var block = block(owned.table(), owner.column(), ids);
      while (!block.isEmpty()) {
        eraseRows(owned.table(), block, goOn, progress);
        block = block(owned.table(), owner.column(), ids);
      }
    } else if (owner.statement() != null) {
      long deleted = CHUNK;
      while (deleted == CHUNK) {
        check(goOn);
        deleted =
            jdbc.sql(owner.statement())
                .param("owners", Columns.bigint(ids))
                .param("limit", CHUNK)
                .query(Long.class)
                .single();
        progress.deleted(owned.table(), deleted);
      }
    } else if (owned.age() instanceof TableLife.Age.Partitioned) {
      // one at a time: a statement over all of them locks each with all its indexes
      for (var partition : names(owned.table())) {
        drain(partition, owned.table(), owner.column(), ids, goOn, progress);
      }
    } else {
      drain(owned.table(), owned.table(), owner.column(), ids, goOn, progress);
    }
  }

  private void drain(
      String name,
      String table,
      String column,
      List<Long> ids,
      BooleanSupplier goOn,
      Progress progress) {
    var sql =
        """
        DELETE FROM %s
        WHERE ctid = ANY (ARRAY(
          SELECT ctid
          FROM %s
          WHERE %s = ANY (:owners::bigint[])
          LIMIT %d))
        """
            .formatted(name, name, column, CHUNK);
    try {
      long deleted = CHUNK;
      while (deleted == CHUNK) {
        check(goOn);
        deleted = run(sql, table, ids, progress);
      }
    } catch (BadSqlGrammarException e) {
      if (name.equals(table) || names(table).contains(name)) {
        throw e;
      } // else its time was over and it was dropped
    }
  }

  private List<String> names(String table) {
    return partitions.ranges(table).stream().map(PartitionStore.Range::name).toList();
  }

  private List<Long> block(String table, String column, List<Long> ids) {
    return jdbc
        .sql(
            "SELECT id FROM %s WHERE %s = ANY (:owners::bigint[]) ORDER BY id LIMIT %d"
                .formatted(table, column, BLOCK))
        .param("owners", Columns.bigint(ids))
        .query(Long.class)
        .list()
        .stream()
        .map(Objects::requireNonNull)
        .toList();
  }

  private long run(String sql, String table, List<Long> ids, Progress progress) {
    long deleted = jdbc.sql(sql).param("owners", Columns.bigint(ids)).update();
    if (deleted > 0) {
      progress.deleted(table, deleted);
    }
    return deleted;
  }

  private static void check(BooleanSupplier goOn) {
    if (!goOn.getAsBoolean()) {
      throw new StoppedException();
    }
  }
}
