package dev.fettle.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {

  private Path folder = Path.of("target");

  @BeforeEach
  void makeFolder() throws Exception {
    folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "postgres-");
    Files.setPosixFilePermissions(
        folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void deleteFolder() throws Exception {
    try (var paths = Files.walk(folder)) {
      for (var path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(path);
      }
    }
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
