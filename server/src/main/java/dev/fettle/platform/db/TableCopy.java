package dev.fettle.platform.db;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/** Sends rows with {@code COPY … FROM STDIN (FORMAT binary)} in the running transaction. */
public final class TableCopy {

  private final DataSource dataSource;

  public TableCopy(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Writes the rows.
   *
   * @param sql the whole COPY statement
   * @param rows ended
   */
  public void write(String sql, BinaryCopy rows) {
    var connection = DataSourceUtils.getConnection(dataSource);
    try {
      var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
      try {
        copy.writeToCopy(rows.array(), 0, rows.length());
        copy.endCopy();
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    } catch (SQLException e) {
      var translated = new SQLExceptionSubclassTranslator().translate("copy rows", sql, e);
      throw translated == null
          ? new DataAccessResourceFailureException("rows could not be written", e)
          : translated;
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
  }
}
