package dev.fettle.platform.db;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/** Columns of many rows as array parameters, for {@code unnest}. */
public final class Columns {

  private Columns() {}

  public static SqlArrayValue bigint(Collection<Long> values) {
    return new SqlArrayValue("bigint", values.toArray());
  }

  public static SqlArrayValue text(Collection<String> values) {
    return new SqlArrayValue("text", values.toArray());
  }

  /** A column where some rows have nothing. */
  public static <T> SqlArrayValue nullableText(
      Collection<T> rows, Function<T, ? extends @Nullable String> value) {
    return new SqlArrayValue("text", column(rows, value));
  }

  /** The same for numbers. */
  public static <T> SqlArrayValue nullableBigint(
      Collection<T> rows, Function<T, ? extends @Nullable Long> value) {
    return new SqlArrayValue("bigint", column(rows, value));
  }

  @SuppressWarnings("NullAway") // elements may be null, though Spring does not declare it
  private static <T> Object[] column(
      Collection<T> rows, Function<T, ? extends @Nullable Object> value) {
    var column = new Object[rows.size()];
    int row = 0;
    for (T each : rows) {
      column[row++] = value.apply(each);
    }
    return column;
  }

  public static SqlArrayValue uuid(Collection<UUID> values) {
    return new SqlArrayValue("uuid", values.toArray());
  }

  public static SqlArrayValue bytea(Collection<byte[]> values) {
    return new SqlArrayValue("bytea", (Object[]) values.toArray(byte[][]::new));
  }

  public static SqlArrayValue doublePrecision(Collection<Double> values) {
    return new SqlArrayValue("float8", values.toArray());
  }

  public static SqlArrayValue bool(Collection<Boolean> values) {
    return new SqlArrayValue("boolean", values.toArray());
  }

  public static SqlArrayValue timestamptz(Collection<Instant> values) {
    return new SqlArrayValue("timestamptz", values.stream().map(Instant::toString).toArray());
  }
}
