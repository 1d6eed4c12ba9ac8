package dev.fettle.live;

import dev.fettle.platform.db.Columns;
import dev.fettle.platform.db.DatabaseServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sends notices, and listens for them on a connection of its own: a pooled one would be lost to
 * everybody else for as long as the process runs.
 */
final class LiveStore {

  /** How long one wait for notices lasts, and so how soon a stop is seen. */
  private static final int WAIT_MILLIS = 500;

  static final String LISTEN = "LISTEN fettle_live";

  static final String NOTIFY =
      """
      SELECT pg_notify('fettle_live', payload)
      FROM unnest(:payloads::text[]) AS n (payload)
      """;

  private final DatabaseServer server;
  private final JdbcClient jdbc;

  LiveStore(DatabaseServer server, JdbcClient jdbc) {
    this.server = server;
    this.jdbc = jdbc;
  }

  /** Sends these to every node that listens, this one included; each below 8,000 bytes. */
  void send(List<String> payloads) {
    jdbc.sql(NOTIFY)
        .param("payloads", Columns.text(payloads))
        .query((rows, number) -> number)
        .list();
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
