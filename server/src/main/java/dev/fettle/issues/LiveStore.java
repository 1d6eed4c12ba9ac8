package dev.fettle.issues;

import dev.fettle.platform.db.DatabaseServer;
import dev.fettle.platform.db.Live;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Listens for notices on a connection of its own: a pooled one would be lost to everybody else for
 * as long as the process runs.
 */
final class LiveStore {

  /** How long one wait for notices lasts, and so how soon a stop is seen. */
  private static final int WAIT_MILLIS = 500;

  static final String LISTEN = "LISTEN " + Live.CHANNEL;

  private final DatabaseServer server;

  LiveStore(DatabaseServer server) {
    this.server = server;
  }

  /**
   * Connects and hands over every notice until told to stop.
   *
   * @param onConnected called once notices are being received
   * @throws DataAccessResourceFailureException when the connection is lost
   */
  void listen(Runnable onConnected, Consumer<String> onNotice, BooleanSupplier goOn) {
    var address = server.address();
    var properties = new Properties();
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password());
    properties.setProperty("ApplicationName", "fettle-live");
    properties.setProperty("tcpKeepAlive", "true");
    try (var connection = DriverManager.getConnection(address.jdbcUrl(), properties)) {
      try (var statement = connection.createStatement()) {
        statement.execute(LISTEN);
      }
      onConnected.run();
      var postgres = connection.unwrap(PGConnection.class);
      while (goOn.getAsBoolean()) {
        for (var notice : postgres.getNotifications(WAIT_MILLIS)) {
          onNotice.accept(notice.getParameter());
        }
      }
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("the connection for notices is lost", e);
    }
  }
}
