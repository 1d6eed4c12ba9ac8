package dev.fettle.platform.db;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a feature declares of its tables: how long rows are kept, and whose they are. The jobs do
 * exactly what is declared here, and a test compares it with the schema: a table without an entry
 * fails the build.
 */
public record Retention(List<TableLife> tables) {

  public static Retention of(TableLife... tables) {
    return new Retention(List.of(tables));
  }

  /** The declarations of all features. */
  public record All(List<TableLife> tables) {

    /** Puts them together; features in the order of their modules. */
    public static All of(Stream<Retention> retentions) {
      return new All(retentions.flatMap(retention -> retention.tables().stream()).toList());
    }

    /** The partitioned tables. */
    public List<Partitions> partitions() {
      return tables.stream()
          .map(TableLife::age)
          .map(age -> age instanceof TableLife.Age.Partitioned kept ? kept.partitions() : null)
          .filter(Objects::nonNull)
          .toList();
    }
  }
}
