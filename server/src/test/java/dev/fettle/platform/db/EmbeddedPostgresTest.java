package dev.fettle.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.testkit.OpenFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {

  private final Path folder = OpenFolder.make("postgres");

  @AfterEach
  void deleteFolder() {
    OpenFolder.delete(folder);
  }

  @Test
  void keeps_its_rows_over_a_restart() throws Exception {
    try (var postgres = EmbeddedPostgres.start(folder)) {
      execute(postgres, "CREATE TABLE kept (n int)");
      execute(postgres, "INSERT INTO kept VALUES (42)");
    }
    try (var postgres = EmbeddedPostgres.start(folder)) {
      assertThat(selectInt(postgres, "SELECT n FROM kept")).isEqualTo(42);
    }
  }

  @Test
  void comes_back_on_the_same_port_after_a_kill() throws Exception {
    try (var postgres = EmbeddedPostgres.start(folder)) {
      execute(postgres, "CREATE TABLE kept AS SELECT 42 AS n");
      var killed = ProcessHandle.of(postgres.pid()).orElseThrow();
      new ProcessBuilder("kill", "-9", Long.toString(killed.pid())).start().waitFor();
      killed.onExit().get(30, TimeUnit.SECONDS);
      assertThat(awaitInt(postgres, "SELECT n FROM kept")).isEqualTo(42);
      assertThat(postgres.pid()).isNotEqualTo(killed.pid());
    }
  }

  @Test
  void comes_back_when_what_kept_it_from_starting_is_gone() throws Exception {
    try (var postgres = EmbeddedPostgres.start(folder)) {
      var pidFile = folder.resolve("db/postmaster.pid");
      var killed = ProcessHandle.of(postgres.pid()).orElseThrow();
      Files.delete(pidFile);
      Files.createDirectory(pidFile); // in the way of its lock
      new ProcessBuilder("kill", "-9", Long.toString(killed.pid())).start().waitFor();
      killed.onExit().get(30, TimeUnit.SECONDS);
      assertThatThrownBy(() -> selectInt(postgres, "SELECT 1")).isInstanceOf(SQLException.class);
      Files.delete(pidFile);
      assertThat(awaitInt(postgres, "SELECT 1")).isEqualTo(1);
    }
  }

  @Test
  void refuses_a_folder_that_is_in_use() throws Exception {
    var first = EmbeddedPostgres.start(folder);
    try (first) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
          .isInstanceOf(DatabaseStartException.class)
          .hasMessageContaining("in use by another Fettle");
    }
  }

  @Test
  void refuses_a_database_of_another_major_version() throws Exception {
    Files.createDirectories(folder.resolve("db"));
    Files.writeString(folder.resolve("db/PG_VERSION"), "17\n");
    assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
        .isInstanceOf(DatabaseStartException.class)
        .hasMessageContaining("PostgreSQL 17")
        .hasMessageContaining("choose a new data folder");
  }

  @Test
  void begins_anew_after_a_kill_in_the_middle_of_making_the_cluster() throws Exception {
    Files.createDirectories(folder.resolve("db.unfinished/base"));
    try (var postgres = EmbeddedPostgres.start(folder)) {
      assertThat(selectInt(postgres, "SELECT 1")).isEqualTo(1);
    }
  }

  @Test
  void the_product_is_no_superuser_and_may_neither_read_files_nor_run_programs() throws Exception {
    try (var postgres = EmbeddedPostgres.start(folder)) {
      assertThat(selectInt(postgres, "SELECT usesuper::int FROM pg_user WHERE usename = user"))
          .isZero();
      assertThat(
              selectInt(
                  postgres, "SELECT count(*)::int FROM pg_database WHERE datdba = user::regrole"))
          .isEqualTo(1);
      for (var sql :
          List.of(
              "SELECT pg_read_file('/etc/passwd')",
              "COPY (SELECT 1) TO PROGRAM 'id'",
              "ALTER SYSTEM SET fsync = off",
              "CREATE ROLE another SUPERUSER",
              "SET ROLE postgres")) {
        assertThatThrownBy(() -> execute(postgres, sql))
            .as(sql)
            .hasMessageContaining("permission denied");
      }
    }
  }

  @Test
  void a_database_that_an_earlier_version_filled_as_superuser_is_handed_over() throws Exception {
    try (var postgres = EmbeddedPostgres.start(folder)) {
      asSuperuser(
          postgres,
          """
          CREATE TABLE plain (id bigint GENERATED ALWAYS AS IDENTITY, n serial, t text);
          CREATE TABLE parent (id int) PARTITION BY RANGE (id);
          CREATE TABLE "Part 1" PARTITION OF parent FOR VALUES FROM (0) TO (10);
          CREATE SEQUENCE numbers;
          CREATE VIEW seen AS SELECT 1 AS n;
          CREATE MATERIALIZED VIEW kept AS SELECT 1 AS n;
          CREATE TYPE mood AS ENUM ('good');
          CREATE DOMAIN age AS int;
          CREATE TYPE pair AS (a int, b int);
          CREATE FUNCTION one(int) RETURNS int LANGUAGE sql RETURN 1;
          CREATE STATISTICS together ON n, t FROM plain
          """);
    }
    Files.delete(folder.resolve(ProductRole.PASSWORD_FILE));
    try (var postgres = EmbeddedPostgres.start(folder)) {
      execute(postgres, "INSERT INTO parent VALUES (1)");
      execute(
          postgres,
          """
          DROP TABLE plain, parent;
          DROP SEQUENCE numbers;
          DROP VIEW seen;
          DROP MATERIALIZED VIEW kept;
          DROP TYPE mood, pair;
          DROP DOMAIN age;
          DROP FUNCTION one(int);
          CREATE TABLE made (n int)
          """);
    }
  }

  @Test
  void carries_the_version_that_is_the_same_for_both_architectures() throws Exception {
    try (var postgres = EmbeddedPostgres.start(folder)) {
      assertThat(selectInt(postgres, "SELECT (current_setting('server_version') = '18.4')::int"))
          .isEqualTo(1);
    }
  }

  @Test
  void programs_of_another_version_give_way() throws Exception {
    var old = Files.createDirectories(folder.resolve("pg/postgres-18-1/bin"));
    Files.writeString(old.resolve("postgres"), "");
    try (var postgres = EmbeddedPostgres.start(folder)) {
      assertThat(postgres.pid()).isPositive();
      assertThat(folder.resolve("pg")).isDirectoryContaining("glob:**/postgres-18.4");
      assertThat(folder.resolve("pg/postgres-18-1")).doesNotExist();
    }
  }

  private static void asSuperuser(EmbeddedPostgres postgres, String sql) throws SQLException {
    var address = postgres.superuser();
    try (var connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    var address = postgres.address();
    try (var connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int selectInt(EmbeddedPostgres postgres, String sql) throws SQLException {
    var address = postgres.address();
    try (var connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }

  /** The server is away for a moment: asks again until it answers, for at most a minute. */
  private static int awaitInt(EmbeddedPostgres postgres, String sql) throws SQLException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (true) {
      try {
        return selectInt(postgres, sql);
      } catch (SQLException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }
}
