package dev.fettle.app;

import dev.fettle.platform.config.SettingsException;
import dev.fettle.platform.db.DatabaseStartException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;

/**
 * A start that failed for a reason an operator can do something about.
 *
 * @param message names cause and remedy
 * @param status {@link #REFUSED} when another try would end the same way, so that the launcher does
 *     not try again
 */
record StartFailure(String message, int status) {

  /** EX_CONFIG of sysexits.h: the settings, the port or the folder have to be changed first. */
  static final int REFUSED = 78;

  /** EX_TEMPFAIL: what is missing may come. */
  static final int TEMPORARY = 75;

  /** What stands behind an exception, or null when it is a defect of ours. */
  static @Nullable StartFailure of(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      var known = known(cause);
      if (known != null) {
        return known;
      }
    }
    return null;
  }

  private static @Nullable StartFailure known(Throwable cause) {
    return switch (cause) {
      case SettingsException e -> new StartFailure(String.valueOf(e.getMessage()), REFUSED);
      case DatabaseStartException e ->
          new StartFailure(String.valueOf(e.getMessage()), e.isTemporary() ? TEMPORARY : REFUSED);
      case PortInUseException e ->
          new StartFailure(portTaken(Integer.toString(e.getPort())), REFUSED);
      case BindException e -> new StartFailure(portTaken(String.valueOf(e.getMessage())), REFUSED);
      case AccessDeniedException e ->
          new StartFailure(
              ("%s cannot be written by the account `%s`: give it to that account (chown -R), or choose another folder with"
                      + " --data.")
                  .formatted(e.getFile(), System.getProperty("user.name")),
              REFUSED);
      case FileSystemException e ->
          new StartFailure(
              "A file cannot be used (%s): look at the disk and at the folder's permissions."
                  .formatted(e.getMessage()),
              TEMPORARY);
      case SQLException e -> database(e);
      default -> null;
    };
  }

  static String portTaken(String port) {
    return "Port %s is in use or not allowed: stop the program that has it, or choose another with --port."
        .formatted(port);
  }

  private static @Nullable StartFailure database(SQLException e) {
    var state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.startsWith("28") || state.equals("3D000")) {
      return new StartFailure(
          "The database refuses us (%s): check user, password and database name in DATABASE_URL."
              .formatted(e.getMessage()),
          REFUSED);
    }
    if (state.equals("53100")) {
      return new StartFailure(
          "The disk of the database is full (%s): make room on it.".formatted(e.getMessage()),
          TEMPORARY);
    }
    return state.startsWith("08") || state.startsWith("57")
        ? new StartFailure(
            "The database cannot be reached (%s): check the address in DATABASE_URL and that the server runs."
                .formatted(e.getMessage()),
            TEMPORARY)
        : null;
  }
}
