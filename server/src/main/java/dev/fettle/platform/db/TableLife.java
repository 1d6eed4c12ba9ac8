package dev.fettle.platform.db;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a table's rows.
 *
 * @param age when they are too old
 * @param owners whose they are: gone with them
 */
public record TableLife(String table, Age age, List<Owner> owners) {

  /** When rows are too old. */
  public sealed interface Age {

    /** Never; {@code why} says why they cannot become too many. */
    record Kept(String why) implements Age {}

    /** Whole partitions are dropped. */
    record Partitioned(Partitions partitions, String setting) implements Age {}

    /** Rows are deleted whose {@code column} is that long ago; it has an index. */
    record Rows(String column, Duration life, String setting) implements Age {}

    /** A job of its own knows. */
    record ByJob(String job, String setting) implements Age {}
  }

  /**
   * A table whose rows own these.
   *
   * @param table its ids are bigint {@code id}
   * @param column of the owned table, with an index
   * @param statement deletes at most {@code :limit} rows of {@code :owners} and answers how many;
   *     null: the ordinary one
   */
  public record Owner(String table, String column, @Nullable String statement) {}

  /** A declaration to be completed. */
  public static Unfinished of(String table) {
    return new Unfinished(table);
  }

  /** A table of which nothing is said yet. */
  public record Unfinished(String table) {

    public TableLife kept(String why) {
      return new TableLife(table, new Age.Kept(why), List.of());
    }

    public TableLife partitioned(Partitions partitions, String setting) {
      return new TableLife(table, new Age.Partitioned(partitions, setting), List.of());
    }

    public TableLife purged(String column, Duration life, String setting) {
      return new TableLife(table, new Age.Rows(column, life, setting), List.of());
    }

    public TableLife purgedBy(String job, String setting) {
      return new TableLife(table, new Age.ByJob(job, setting), List.of());
    }
  }

  /** Its rows go with those of the owner. */
  public TableLife ownedBy(String owner, String column) {
    return ownedBy(owner, column, null);
  }

  /** The same by a statement of its own. */
  public TableLife ownedBy(String owner, String column, @Nullable String statement) {
    var all = new ArrayList<>(owners);
    all.add(new Owner(owner, column, statement));
    return new TableLife(table, age, List.copyOf(all));
  }
}
