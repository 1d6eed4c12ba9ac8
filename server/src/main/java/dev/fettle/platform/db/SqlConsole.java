package dev.fettle.platform.db;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Runs what an operator types: several statements separated by semicolons, in one transaction.
 *
 * <p>Rows come out as tab-separated lines under a line of column names, in the escapes of
 * PostgreSQL's COPY ({@code \t}, {@code \n}, {@code \\}, {@code \N} for null).
 */
public final class SqlConsole {

  private final DataSource dataSource;

  public SqlConsole(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Runs the statements.
   *
   * @param rows takes the rows
   * @param notes takes how many rows each other statement changed
   * @throws SQLException when a statement fails; nothing was changed then
   */
  public void run(String sql, Appendable rows, Appendable notes) throws SQLException, IOException {
    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.setFetchSize(1000);
        boolean hasRows = statement.execute(sql);
        while (true) {
          if (hasRows) {
            print(statement.getResultSet(), rows);
          } else {
            long changed = statement.getLargeUpdateCount();
            if (changed < 0) {
              break;
            }
            notes.append(Long.toString(changed)).append(" rows changed\n");
          }
          hasRows = statement.getMoreResults();
        }
      }
      connection.commit();
    }
  }

  private static void print(ResultSet result, Appendable rows) throws SQLException, IOException {
    var columns = result.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      rows.append(i == 1 ? "" : "\t").append(escape(columns.getColumnLabel(i)));
    }
    rows.append('\n');
    while (result.next()) {
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        var value = result.getString(i);
        rows.append(i == 1 ? "" : "\t").append(value == null ? "\\N" : escape(value));
      }
      rows.append('\n');
    }
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
