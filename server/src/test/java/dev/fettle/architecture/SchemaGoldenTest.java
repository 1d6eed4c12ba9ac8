package dev.fettle.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Golden;
import dev.fettle.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the migrations add up to. Partitions are left out: they are named after days. */
class SchemaGoldenTest {

  private static final String TABLES =
      """
      SELECT c.oid::int8 AS id, c.relname AS name,
        coalesce(' PARTITION BY ' || pg_get_partkeydef(c.oid), '') AS partitioned
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND c.relname <> 'schema_version'
      ORDER BY c.relname
      """;

  private static final String COLUMNS =
      """
      SELECT a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
        || CASE a.attidentity WHEN 'a' THEN ' GENERATED ALWAYS AS IDENTITY' ELSE '' END
        || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
        || CASE WHEN a.attstorage <> t.typstorage
             THEN ' STORAGE ' || a.attstorage::text ELSE '' END AS line
      FROM pg_attribute a
      JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = :id AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attnum
      """;

  private static final String CONSTRAINTS =
      """
      SELECT 'CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(oid) AS line
      FROM pg_constraint
      WHERE conrelid = :id AND contype <> 'n'
      ORDER BY conname
      """;

  private static final String INDEXES =
      """
      SELECT pg_get_indexdef(i.indexrelid) AS line
      FROM pg_index i
      JOIN pg_class c ON c.oid = i.indexrelid
      WHERE i.indrelid = :id
        AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = i.indexrelid)
      ORDER BY c.relname
      """;

  private record Table(long id, String name, String partitioned) {}

  @Test
  void the_migrated_schema_is_the_golden_one() {
    try (var database = TestDatabase.create()) {
      var jdbc = database.jdbc();
      var tables =
          jdbc.sql(TABLES)
              .query((rows, _) ->
                  new Table(
                      rows.getLong("id"),
                      String.valueOf(rows.getString("name")),
                      String.valueOf(rows.getString("partitioned"))))
              .list();
      assertThat(tables).hasSizeGreaterThan(8);
      var text = new StringBuilder("-- What the migrations add up to. Partitions are left out.\n");
      for (var table : tables) {
        text.append("\nTABLE ").append(table.name()).append(table.partitioned()).append('\n');
        lines(jdbc, COLUMNS, table).forEach(line -> text.append("  ").append(line).append('\n'));
        lines(jdbc, CONSTRAINTS, table)
            .forEach(line -> text.append("  ").append(line).append('\n'));
        lines(jdbc, INDEXES, table).forEach(line -> text.append("  ").append(line).append('\n'));
      }
      Golden.assertMatches("schema.sql", text.toString());
    }
  }

  private static List<String> lines(JdbcClient jdbc, String sql, Table table) {
    return jdbc.sql(sql)
        .param("id", table.id())
        .query((rows, _) -> String.valueOf(rows.getString("line")))
        .list();
  }
}
