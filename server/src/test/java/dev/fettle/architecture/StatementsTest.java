package dev.fettle.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.TestDatabase;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;

/**
 * Every statement of a {@code *Store} fits the migrated schema: PostgreSQL parses each of them. A
 * constant that is not private is a whole statement, a private one is a part of others.
 */
class StatementsTest {

  private static final Pattern PREPARABLE =
      Pattern.compile(
          "(?is)\\s*(?:/\\*.*?\\*/\\s*)?(SELECT|INSERT|UPDATE|DELETE|WITH|VALUES)\\b.*");

  @Test
  void every_statement_prepares_against_the_schema() throws Exception {
    var statements = statements();
    assertThat(statements).hasSizeGreaterThan(60);
    var failures = new ArrayList<String>();
    try (var database = TestDatabase.create();
        var connection = database.dataSource().getConnection()) {
      for (var statement : statements.entrySet()) {
        try {
          prepare(connection, statement.getValue());
        } catch (SQLException e) {
          failures.add(statement.getKey() + ": " + e.getMessage());
        }
      }
    }
    assertThat(failures).isEmpty();
  }

  private static void prepare(Connection connection, String sql) throws SQLException {
    var plain =
        NamedParameterUtils.substituteNamedParameters(
            NamedParameterUtils.parseSqlStatement(sql), null);
    try (var prepared = connection.prepareStatement(plain)) {
      assertThat(prepared.getParameterMetaData().getParameterCount()).isNotNegative();
    }
  }

  private static Map<String, String> statements() throws ReflectiveOperationException {
    var statements = new TreeMap<String, String>();
    for (var type : Product.CLASSES) {
      if (!type.getSimpleName().endsWith("Store")) {
        continue;
      }
      for (var field : Class.forName(type.getName()).getDeclaredFields()) {
        int modifiers = field.getModifiers();
        if (field.getType() != String.class
            || !Modifier.isStatic(modifiers)
            || Modifier.isPrivate(modifiers)) {
          continue;
        }
        field.setAccessible(true);
        var sql = String.valueOf(field.get(null));
        if (PREPARABLE.matcher(sql).matches()) {
          statements.put(type.getSimpleName() + "." + field.getName(), sql);
        }
      }
    }
    return statements;
  }
}
