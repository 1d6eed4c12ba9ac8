package dev.fettle.testkit;

import dev.fettle.app.Main;
import dev.fettle.platform.config.Settings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The whole product, started as its {@code Main} starts it, on a free port and a database of its
 * own. One instance serves all tests of a JVM ({@link #shared}); a test that needs other settings
 * starts its own with {@link #start} and closes it.
 */
public final class TestServer implements AutoCloseable {

  private final ConfigurableApplicationContext context;
  private final TestDatabase database;

  private TestServer(ConfigurableApplicationContext context, TestDatabase database) {
    this.context = context;
    this.database = database;
  }

  private static final class Shared {
    static final TestServer SERVER = start(Map.of());

    static {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(SERVER::close));
    }
  }

  /** The server most tests use; make people and organizations of your own in it ({@link World}). */
  public static TestServer shared() {
    return Shared.SERVER;
  }

  /** A server with these settings on top of the tests' own. */
  public static TestServer start(Map<String, String> settings) {
    return start(settings, InstantSource.system());
  }

  /** The same by another clock. */
  public static TestServer start(Map<String, String> settings, InstantSource clock) {
    var database = TestDatabase.create();
    var address = database.address();
    var values = new HashMap<String, String>();
    values.put("DATABASE_URL", address.postgresUrl());
    values.put(
        "FETTLE_DATA",
        Path.of(
                "target",
                "test-data-%d-%s"
                    .formatted(
                        ProcessHandle.current().pid(), address.jdbcUrl().replaceAll(".*/", "")))
            .toString());
    values.put("FETTLE_DATABASE_CONNECTIONS", "5");
    values.put("ENABLE_ORGANIZATION_CREATION", "true");
    values.putAll(settings);
    var application =
        new SpringApplicationBuilder(Main.class)
            .initializers(context -> {
              var beans = (GenericApplicationContext) context;
              beans.registerBean("settings", Settings.class, () -> Settings.of(values));
              beans.registerBean("clock", InstantSource.class, () -> clock);
            });
    return new TestServer(
        application.run(
            "--server.port=0",
            "--spring.main.allow-bean-definition-overriding=true",
            "--spring.main.register-shutdown-hook=false"),
        database);
  }

  /** {@code http://127.0.0.1:port}. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** An object of the running product, for tests below HTTP. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** All of a type. */
  public <T> List<T> beans(Class<T> type) {
    return context.getBeanProvider(type).orderedStream().toList();
  }

  /** Settings that lead to the same database: for the admin commands. */
  public Settings databaseSettings() {
    return Settings.of(Map.of("DATABASE_URL", database.address().postgresUrl()));
  }

  /** A connection of one's own, to listen on. */
  public Connection openConnection() throws SQLException {
    var address = database.address();
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }

  public JdbcClient jdbc() {
    return database.jdbc();
  }

  /** A browser or an API client without a name. */
  public Browser browser() {
    return new Browser(url());
  }

  @Override
  public void close() {
    context.close();
    database.close();
  }
}
