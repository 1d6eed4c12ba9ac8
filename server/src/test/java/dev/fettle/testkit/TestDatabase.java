package dev.fettle.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.fettle.platform.db.DatabaseAddress;
import dev.fettle.platform.db.EmbeddedPostgres;
import dev.fettle.platform.db.Migrations;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A fresh, migrated database of a real PostgreSQL: one server for the whole test run, one database
 * per instance, copied from a template that is migrated once (a copy takes some 30 ms).
 *
 * <p>The server's session zone is not UTC on purpose, so that a statement that depends on it shows.
 */
public final class TestDatabase implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Server SERVER = Server.start();

  private final DatabaseAddress address;
  private final HikariDataSource dataSource;

  private TestDatabase(DatabaseAddress address) {
    this.address = address;
    this.dataSource = pool(address, 6);
  }

  /** A database of its own for the caller, with the newest schema and no rows. */
  public static TestDatabase create() {
    var name = "test_" + COUNT.incrementAndGet();
    SERVER.execute("CREATE DATABASE " + name + " TEMPLATE template_fettle OWNER fettle");
    SERVER.execute("ALTER DATABASE " + name + " SET timezone = 'Asia/Kathmandu'");
    return new TestDatabase(SERVER.database(name));
  }

  public DatabaseAddress address() {
    return address;
  }

  public HikariDataSource dataSource() {
    return dataSource;
  }

  public JdbcClient jdbc() {
    return JdbcClient.create(dataSource);
  }

  public TransactionTemplate transactions() {
    return new TransactionTemplate(new DataSourceTransactionManager(dataSource));
  }

  @Override
  public void close() {
    dataSource.close();
  }

  private static HikariDataSource pool(DatabaseAddress address, int connections) {
    var config = new HikariConfig();
    config.setJdbcUrl(address.jdbcUrl());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(0);
    config.setIdleTimeout(10_000);
    return new HikariDataSource(config);
  }

  /** Tests use their databases as the product does: as the owner, who is no superuser. */
  private record Server(DatabaseAddress superuser, DatabaseAddress owner) {

    static Server start() {
      try {
        var folder = OpenFolder.make("test-postgres");
        var postgres = EmbeddedPostgres.start(folder);
        Runtime.getRuntime()
            .addShutdownHook(Thread.ofPlatform().unstarted(() -> close(postgres, folder)));
        var server = new Server(postgres.superuser(), postgres.address());
        server.execute("CREATE DATABASE template_fettle OWNER fettle");
        try (var template = pool(server.database("template_fettle"), 2)) {
          Migrations.apply(template);
        }
        return server;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while PostgreSQL started", e);
      }
    }

    DatabaseAddress database(String name) {
      return new DatabaseAddress(
          owner.jdbcUrl().substring(0, owner.jdbcUrl().lastIndexOf('/') + 1) + name,
          owner.user(),
          owner.password());
    }

    synchronized void execute(String sql) {
      try (var connection =
              DriverManager.getConnection(
                  superuser.jdbcUrl(), superuser.user(), superuser.password());
          var statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }

    private static void close(EmbeddedPostgres postgres, Path folder) {
      try {
        postgres.close();
        OpenFolder.delete(folder);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
