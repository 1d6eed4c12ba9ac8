package dev.fettle.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role by which the product uses the embedded database: owner of the database and of all that
 * is in it, and no superuser, so that a statement that was not ours could neither read files nor
 * run programs.
 *
 * <p>It is made once for a cluster. Its password's file is written last: while it is missing, the
 * whole is done again, and a database that an earlier version filled as superuser is handed over
 * object by object, without a transaction around all of them that would want more locks than there
 * are.
 */
final class ProductRole {

  static final String NAME = "fettle";

  /** In the data folder; {@code db-password} is the superuser's. */
  static final String PASSWORD_FILE = "db-role-password";

  private static final Logger LOG = LoggerFactory.getLogger(ProductRole.class);

  private static final String MAKE =
      """
      DO $$
      BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'fettle') THEN
          CREATE ROLE fettle;
        END IF;
      END
      $$
      """;

  private static final String OWN_DATABASE = "ALTER DATABASE postgres OWNER TO fettle";

  /** What another role owns; a sequence of a column goes with its table. */
  private static final String FOREIGN_OBJECTS =
      """
      SELECT format('ALTER TABLE %s OWNER TO fettle', c.oid::regclass)
      FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace
        AND c.relowner <> 'fettle'::regrole
        AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
        AND NOT EXISTS (
          SELECT
          FROM pg_depend d
          WHERE d.classid = 'pg_class'::regclass
            AND d.objid = c.oid
            AND d.refclassid = 'pg_class'::regclass
            AND d.deptype IN ('a', 'i')
            AND c.relkind = 'S'
        )
      UNION ALL
      SELECT format('ALTER ROUTINE %s OWNER TO fettle', p.oid::regprocedure)
      FROM pg_proc p
      WHERE p.pronamespace = 'public'::regnamespace
        AND p.proowner <> 'fettle'::regrole
      UNION ALL
      SELECT format('ALTER TYPE %s OWNER TO fettle', t.oid::regtype)
      FROM pg_type t
      LEFT JOIN pg_class c ON c.oid = t.typrelid
      WHERE t.typnamespace = 'public'::regnamespace
        AND t.typowner <> 'fettle'::regrole
        AND (t.typtype IN ('e', 'd', 'r') OR c.relkind = 'c')
      UNION ALL
      SELECT format('ALTER STATISTICS public.%I OWNER TO fettle', s.stxname)
      FROM pg_statistic_ext s
      WHERE s.stxnamespace = 'public'::regnamespace
        AND s.stxowner <> 'fettle'::regrole
      """;

  private ProductRole() {}

  /** The role's address on the running server, made first when it is not there yet. */
  static DatabaseAddress open(Path folder, DatabaseAddress superuser) throws IOException {
    var file = folder.resolve(PASSWORD_FILE);
    if (Files.exists(file)) {
      return new DatabaseAddress(superuser.jdbcUrl(), NAME, Files.readString(file).strip());
    }
    var password = PostgresCluster.newPassword();
    try {
      make(superuser, password);
    } catch (SQLException e) {
      throw DatabaseStartException.temporary(
          "The role `%s` of the embedded database cannot be made: %s. It is tried again at the next start."
              .formatted(NAME, e.getMessage()),
          e);
    }
    var unfinished = folder.resolve(PASSWORD_FILE + ".unfinished");
    PostgresCluster.writePrivately(unfinished, password);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    return new DatabaseAddress(superuser.jdbcUrl(), NAME, password);
  }

  private static void make(DatabaseAddress superuser, String password) throws SQLException {
    try (var connection =
        DriverManager.getConnection(superuser.jdbcUrl(), superuser.user(), superuser.password())) {
      execute(connection, MAKE);
      execute(
          connection,
          "ALTER ROLE fettle LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '%s'"
              .formatted(password)); // hexadecimal
      execute(connection, OWN_DATABASE);
      handOver(connection);
    }
  }

  private static void handOver(Connection connection) throws SQLException {
    var statements = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(FOREIGN_OBJECTS)) {
      while (rows.next()) {
        statements.add(rows.getString(1));
      }
    }
    if (!statements.isEmpty()) {
      LOG.info("Giving {} objects of the database to the role {}", statements.size(), NAME);
    }
    for (var statement : statements) {
      execute(connection, statement);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
