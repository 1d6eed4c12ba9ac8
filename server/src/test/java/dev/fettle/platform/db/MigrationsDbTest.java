package dev.fettle.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.testkit.TestDatabase;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

class MigrationsDbTest {

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
          .isInstanceOf(FlywayException.class);
    }
  }
}
