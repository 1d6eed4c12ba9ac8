package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.platform.db.Retention;
import dev.fettle.platform.db.TableLife;
import dev.fettle.platform.jobs.Jobs;
import dev.fettle.testkit.Golden;
import dev.fettle.testkit.TestServer;
import java.util.Comparator;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every table of the schema says how long its rows are kept and whose they are. */
class RetentionGoldenTest {

  private static final String TABLES =
      """
      SELECT c.relname
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND c.relname <> 'schema_version'
      """;

  /** Columns that say whose a row is, and the table of the owner. */
  private static final String OWNERS =
      """
      SELECT c.table_name || ' ' || c.column_name
      FROM information_schema.columns c
      JOIN pg_class t ON t.relname = c.table_name AND NOT t.relispartition
      WHERE c.table_schema = 'public'
        AND c.column_name IN ('project_id', 'organization_id', 'issue_id')
      """;

  private final TestServer server = TestServer.shared();
  private final Retention.All retention = server.bean(Retention.All.class);

  @Test
  void every_table_is_declared_once_and_none_that_is_not_there() {
    var declared = retention.tables().stream().map(TableLife::table).toList();
    assertThat(declared)
        .as("beans of Retention, compared with the schema: declare a new table in its module")
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(server.jdbc().sql(TABLES).query(String.class).list());
  }

  @Test
  void whoever_owns_rows_takes_them_along() {
    var gone = new TreeSet<String>();
    for (var table : retention.tables()) {
      if (!table.owners().isEmpty()) {
        gone.add(table.table());
      }
    }
    for (var column :
        server
            .jdbc()
            .sql(OWNERS)
            .query((row, _) -> Objects.requireNonNull(row.getString(1)))
            .list()) {
      assertThat(gone).as(column + " names an owner").contains(column.split(" ", 2)[0]);
    }
  }

  @Test
  void a_table_purged_by_a_job_names_one_that_runs() {
    var jobs = server.bean(Jobs.class).all();
    for (var table : retention.tables()) {
      if (table.age() instanceof TableLife.Age.ByJob by) {
        assertThat(jobs).as(table.table()).anyMatch(job -> job.name().equals(by.job()));
      }
    }
  }

  @Test
  void the_life_of_every_table_is_the_golden_one() {
    var text =
        new StringBuilder(
            """
            # How long the rows of every table are kept, and whose they are: gone with them.
            # table  when too old  setting or reason  owners
            """);
    retention.tables().stream()
        .sorted(Comparator.comparing(TableLife::table))
        .forEach(table -> {
          var owners =
              table.owners().stream()
                  .map(owner -> owner.table() + "." + owner.column())
                  .collect(Collectors.joining(", "));
          text.append(
              "%-26s %-32s %-44s %s"
                  .formatted(table.table(), when(table.age()), setting(table.age()), owners)
                  .stripTrailing());
          text.append('\n');
        });
    Golden.assertMatches("retention.txt", text.toString());
  }

  @Test
  void every_job_says_when_it_runs_and_what_for() {
    var text =
        new StringBuilder(
            """
            # Background work that one node of all does at a time.
            # name  pause between two runs  what
            """);
    server.bean(Jobs.class).all().stream()
        .sorted(Comparator.comparing(job -> job.name()))
        .forEach(
            job -> text.append("%-18s %-6s %s\n".formatted(job.name(), job.every(), job.what())));
    Golden.assertMatches("jobs.txt", text.toString());
  }

  private static String when(TableLife.Age age) {
    return switch (age) {
      case TableLife.Age.Kept _ -> "kept";
      case TableLife.Age.Partitioned _ -> "partitions dropped";
      case TableLife.Age.Rows rows -> "rows deleted by " + rows.column();
      case TableLife.Age.ByJob by -> "job " + by.job();
    };
  }

  private static String setting(TableLife.Age age) {
    return switch (age) {
      case TableLife.Age.Kept kept -> kept.why();
      case TableLife.Age.Partitioned partitioned -> partitioned.setting();
      case TableLife.Age.Rows rows -> rows.setting();
      case TableLife.Age.ByJob by -> by.setting();
    };
  }
}
