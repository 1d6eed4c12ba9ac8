package dev.fettle.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.fettle.platform.db.EmbeddedPostgres;
import dev.fettle.platform.db.Migrations;
import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.OpenFolder;
import dev.fettle.testkit.Sender;
import dev.fettle.testkit.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A session that listens and never ends its transaction: PostgreSQL then refuses every commit with
 * a notice as soon as the queue is full. The whole product with its real consumers runs over a
 * server of its own, whose queue is as small as can be.
 */
class FullNoticeQueueTest {

  private final Path folder = OpenFolder.make("notices");
  private EmbeddedPostgres postgres = start();
  private HikariDataSource pool = pool();

  private EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.start(folder);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private HikariDataSource pool() {
    var config = new HikariConfig();
    config.setJdbcUrl(postgres.address().jdbcUrl());
    config.setUsername(postgres.address().user());
    config.setPassword(postgres.address().password());
    config.setMaximumPoolSize(4);
    return new HikariDataSource(config);
  }

  @BeforeEach
  void shrink_the_queue() throws Exception {
    var superuser = postgres.superuser();
    try (var connection =
            DriverManager.getConnection(
                superuser.jdbcUrl(), superuser.user(), superuser.password());
        var statement = connection.createStatement()) {
      statement.execute("ALTER SYSTEM SET max_notify_queue_pages = 64");
    }
    pool.close();
    postgres.close();
    postgres = start();
    pool = pool();
    Migrations.apply(pool);
  }

  @AfterEach
  void stop() throws Exception {
    pool.close();
    postgres.close();
    OpenFolder.delete(folder);
  }

  private Connection connect() throws SQLException {
    var address = postgres.address();
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }

  private static void fill(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (int i = 0; i < 1000; i++) {
        statement.execute(
            "SELECT pg_notify('fettle_live', '%d' || repeat('x', 7900))".formatted(i));
      }
    }
  }

  @Test
  void events_are_stored_although_no_notice_can_be_sent() throws Throwable {
    try (var stuck = connect();
        var noisy = connect();
        var server = TestServer.start(Map.of("DATABASE_URL", postgres.address().postgresUrl()))) {
      var jdbc = JdbcClient.create(pool);
      var project = Sender.create(jdbc, server.url());
      stuck.createStatement().execute("LISTEN fettle_live");
      stuck.setAutoCommit(false);
      stuck.createStatement().execute("SELECT 1");
      assertThatThrownBy(() -> fill(noisy))
          .isInstanceOfSatisfying(
              SQLException.class, full -> assertThat(full.getSQLState()).isEqualTo("54000"));

      for (int i = 0; i < 3; i++) {
        var id = new UUID(7, i).toString().replace("-", "");
        assertThat(project.envelope(Sender.event(id)).statusCode()).isEqualTo(200);
      }

      ItemSender.eventually(
          () -> assertThat(number(jdbc, "SELECT count(*) FROM event")).isEqualTo(3));
      ItemSender.eventually(() -> assertThat(project.counted(jdbc, "accepted", "")).isEqualTo(3));
      assertThat(number(jdbc, "SELECT count(*) FROM set_aside_item")).isZero();
      stuck.rollback();
    }
  }

  private static long number(JdbcClient jdbc, String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }
}
