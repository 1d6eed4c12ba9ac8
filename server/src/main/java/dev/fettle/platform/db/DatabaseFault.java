package dev.fettle.platform.db;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells a database that is away or busy, where trying again helps, from a statement it will never
 * take.
 */
public final class DatabaseFault {

  /**
   * SQLSTATE classes: connection, transaction rollback, resources, operator intervention, system,
   * object in use.
   */
  private static final Set<String> TEMPORARY = Set.of("08", "40", "53", "55", "57", "58");

  private DatabaseFault() {}

  /** Whether the same work may succeed later. */
  public static boolean isTemporary(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientException
          || cause instanceof SQLRecoverableException
          || cause instanceof SQLNonTransientConnectionException) {
        return true;
      }
      if (cause instanceof SQLException sql) {
        var state = sql.getSQLState();
        return state == null || TEMPORARY.contains(state.substring(0, Math.min(2, state.length())));
      }
    }
    return false;
  }
}
