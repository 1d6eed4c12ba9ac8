package dev.fettle.platform.db;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the schema to this version's state, under Flyway's lock, so that several nodes may start
 * at once.
 */
public final class Migrations {

  /** The oldest server whose SQL we use. */
  private static final int OLDEST_MAJOR = 14;

  private Migrations() {}

  /**
   * Applies what is missing.
   *
   * @throws DatabaseStartException when the server is too old
   */
  public static void apply(DataSource dataSource) {
    try (var connection = dataSource.getConnection()) {
      int major = connection.getMetaData().getDatabaseMajorVersion();
      if (major < OLDEST_MAJOR) {
        throw new DatabaseStartException(
            "The database server is PostgreSQL %d; Fettle needs %d or newer."
                .formatted(major, OLDEST_MAJOR));
      }
    } catch (SQLException e) {
      throw DatabaseStartException.temporary(
          "The database cannot be reached: " + e.getMessage(), e);
    }
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(dataSource)
            .locations("classpath:db/migration")
            .table("schema_version")
            .validateMigrationNaming(true)
            .cleanDisabled(true);
    configuration.load().migrate();
  }
}
