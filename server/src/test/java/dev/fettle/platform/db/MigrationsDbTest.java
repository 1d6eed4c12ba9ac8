package dev.fettle.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

class MigrationsDbTest {

  @Test
  void a_schema_of_a_newer_version_is_left_alone() {
    try (var database = TestDatabase.create()) {
      database
          .jdbc()
          .sql(
              """
              INSERT INTO schema_version (installed_rank, version, description, type, script,
                checksum, installed_by, execution_time, success)
              VALUES (999, '9999', 'later', 'SQL', 'V9999__later.sql', 1, 'x', 1, true)
              """)
          .update();
      database.jdbc().sql("COMMENT ON TABLE schema_version IS 'applied by a newer one'").update();
      assertThatThrownBy(() -> Migrations.apply(database.dataSource()))
          .isInstanceOf(DatabaseStartException.class)
          .hasMessageContaining("a newer Fettle");
    }
  }

  @Test
  void a_start_that_finds_its_own_scripts_does_nothing() {
    try (var database = TestDatabase.create()) {
      var jdbc = database.jdbc();
      jdbc.sql("UPDATE schema_version SET checksum = checksum + 1").update();
      Migrations.apply(database.dataSource());
      assertThat(
              jdbc.sql("SELECT obj_description('schema_version'::regclass)")
                  .query(String.class)
                  .single())
          .startsWith("applied ");
      jdbc.sql("COMMENT ON TABLE schema_version IS 'applied by another version'").update();
      assertThatThrownBy(() -> Migrations.apply(database.dataSource()))
          .isInstanceOf(DatabaseStartException.class);
    }
  }
}
