package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.fettle.core.ByteSlice;
import dev.fettle.platform.db.EmbeddedPostgres;
import dev.fettle.platform.db.Live;
import dev.fettle.platform.db.Migrations;
import dev.fettle.platform.time.Ids;
import dev.fettle.testkit.OpenFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A session that listens and never ends its transaction: PostgreSQL then refuses every commit with
 * a notice as soon as the queue is full. It needs a server of its own, whose queue is as small as
 * can be.
 */
class FullNoticeQueueTest {

  private static final InstantSource CLOCK = InstantSource.system();

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
            "SELECT pg_notify('%s', '%d' || repeat('x', 7900))".formatted(Live.CHANNEL, i));
      }
    }
  }

  @Test
  void events_are_stored_although_their_notices_are_not_sent() throws Throwable {
    var jdbc = JdbcClient.create(pool);
    var store = new DigestStore(jdbc);
    var project = Sender.create(jdbc, "");
    var notes = new Notes(jdbc);
    var transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
    try (var stuck = connect();
        var noisy = connect();
        var log =
            SegmentLog.open(Files.createDirectories(folder.resolve("intake")), 4000, 1 << 20, 0);
        var digest =
            new Digest(
                log,
                new BatchReader(log.partition(), List.of(notes)),
                store,
                transactions,
                CLOCK,
                new Ids(CLOCK, new SecureRandom()))) {
      stuck.createStatement().execute("LISTEN " + Live.CHANNEL);
      stuck.setAutoCommit(false);
      stuck.createStatement().execute("SELECT 1");
      assertThatThrownBy(() -> fill(noisy))
          .isInstanceOfSatisfying(
              SQLException.class, full -> assertThat(full.getSQLState()).isEqualTo("54000"));

      digest.start();
      var record =
          new IntakeRecord(
              IntakeRecord.Kind.ENVELOPE,
              project.organizationId(),
              project.projectId(),
              CLOCK.instant(),
              new UUID(1, 2),
              null,
              null,
              true,
              ByteSlice.of(""));
      IntakeLogContract.durable(
          log.append(
              project.projectId(),
              List.of(
                  record.head(),
                  ByteSlice.of("{}\n{\"type\":\"event\"}\none\n{\"type\":\"event\"}\ntwo\n"))));

      Sender.eventually(() -> assertThat(notes.stored()).containsExactly("one", "two"));
      assertThat(jdbc.sql("SELECT count(*) FROM set_aside_item").query(Long.class).single())
          .isZero();
      Sender.eventually(() -> assertThat(project.counted(jdbc, "accepted", "")).isEqualTo(2));
    }
  }
}
