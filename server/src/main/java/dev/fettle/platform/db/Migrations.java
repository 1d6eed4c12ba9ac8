package dev.fettle.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Brings the schema to this version's state, under Flyway's lock, so that several nodes may start
 * at once. What was applied last is noted beside Flyway's table: a start that finds its own scripts
 * there has nothing to do and does not even load Flyway.
 */
public final class Migrations {

  /** The oldest server whose SQL we use. */
  private static final int OLDEST_MAJOR = 14;

  private static final String FOLDER = "db/migration";
  private static final String TABLE = "schema_version";
  private static final String NOTED =
      "SELECT obj_description(to_regclass('schema_version'), 'pg_class')";

  private static final String NEWEST =
      "SELECT coalesce(max(version::int), 0) FROM schema_version WHERE version IS NOT NULL";

  /** SQLSTATE of "No space left on device". */
  private static final String DISK_FULL = "53100";

  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

  private Migrations() {}

  /**
   * Applies what is missing.
   *
   * @throws DatabaseStartException when the server is too old, or the schema of a newer version
   */
  public static void apply(DataSource dataSource) {
    var scripts = fingerprint();
    try (var connection = dataSource.getConnection()) {
      int major = connection.getMetaData().getDatabaseMajorVersion();
      if (major < OLDEST_MAJOR) {
        throw new DatabaseStartException(
            "The database server is PostgreSQL %d; Fettle needs %d or newer."
                .formatted(major, OLDEST_MAJOR));
      }
      var noted = noted(connection);
      if (scripts.equals(noted)) {
        return;
      }
      refuseNewer(connection);
    } catch (SQLException e) {
      throw new DatabaseStartException("The database cannot be reached: " + e.getMessage(), e);
    }
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(dataSource)
            .locations("classpath:" + FOLDER)
            .table(TABLE)
            .validateMigrationNaming(true)
            .cleanDisabled(true)
            .callbacks(new Progress());
    try {
      configuration.load().migrate();
    } catch (FlywayException e) {
      throw failure(e);
    }
    note(dataSource, scripts);
  }

  /** With the database's own words; a full disk is none of the schema's, and stays what it is. */
  private static RuntimeException failure(FlywayException e) {
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return DISK_FULL.equals(sql.getSQLState())
            ? e
            : new DatabaseStartException(
                "The schema cannot be brought to this version (%s). Nothing of the step that failed is kept."
                    .formatted(sql.getMessage()),
                e);
      }
    }
    return new DatabaseStartException(
        "The schema cannot be brought to this version: " + e.getMessage(), e);
  }

  /** A line before and after each script: the first start after an update may take a while. */
  private static final class Progress extends BaseCallback {

    private long begin;

    @Override
    public boolean supports(Event event, @Nullable Context context) {
      return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public void handle(Event event, Context context) {
      var script = context.getMigrationInfo();
      var name = script == null ? "" : script.getScript();
      if (event == Event.BEFORE_EACH_MIGRATE) {
        begin = System.nanoTime();
        LOG.debug("{} begins", name);
      } else {
        LOG.info("{} took {} ms", name, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
      }
    }
  }

  /** An older program would write rows that the newer schema does not mean. */
  private static void refuseNewer(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var there = statement.executeQuery("SELECT to_regclass('schema_version') IS NOT NULL")) {
      if (!there.next() || !there.getBoolean(1)) {
        return;
      }
    }
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(NEWEST)) {
      int newest = rows.next() ? rows.getInt(1) : 0;
      int known = newestScript();
      if (newest > known) {
        throw new DatabaseStartException(
            "The database was last used by a newer Fettle (its schema is %d, this one knows %d): start that one."
                .formatted(newest, known));
      }
    }
  }

  private static @Nullable String noted(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(NOTED)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  private static void note(DataSource dataSource, String scripts) {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("COMMENT ON TABLE %s IS '%s'".formatted(TABLE, scripts));
    } catch (SQLException e) {
      throw new DatabaseStartException("The database cannot be reached: " + e.getMessage(), e);
    }
  }

  private static Resource[] scripts() {
    try {
      return new PathMatchingResourcePatternResolver()
          .getResources("classpath:" + FOLDER + "/*.sql");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int newestScript() {
    return Arrays.stream(scripts())
        .map(script -> String.valueOf(script.getFilename()))
        .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
        .max()
        .orElse(0);
  }

  /** Names and contents of this version's scripts in one short text. */
  private static String fingerprint() {
    try {
      var scripts = scripts();
      long sum = 0;
      for (var script : scripts) {
        var check = new CRC32C();
        check.update(String.valueOf(script.getFilename()).getBytes(StandardCharsets.UTF_8));
        check.update(script.getContentAsByteArray());
        sum += check.getValue();
      }
      return "applied %d scripts, %x".formatted(scripts.length, sum);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
