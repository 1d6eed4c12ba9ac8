package dev.fettle.issues;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The order of a list. The id decides between equals. */
record IssueSort(Column column, boolean descending) {

  static final IssueSort DEFAULT = new IssueSort(Column.LAST_SEEN, true);

  static final IssueSort OLDEST_LAST = new IssueSort(Column.FIRST_SEEN, true);

  /** What Sentry's clients send; the newest, or the most, come first. */
  private static final Map<String, IssueSort> SENTRYS_WORDS =
      Map.of(
          "",
          DEFAULT,
          "date",
          DEFAULT,
          "new",
          OLDEST_LAST,
          "freq",
          new IssueSort(Column.COUNT, true));

  /** What a list can be sorted by. */
  enum Column {
    LAST_SEEN("last_seen", "last_seen", "timestamptz"),
    FIRST_SEEN("first_seen", "first_seen", "timestamptz"),
    COUNT("count", "event_count", "bigint"),
    PRIORITY("priority", "priority", "double precision");

    private final String wireName;
    private final String sqlName;
    private final String sqlType;

    Column(String wireName, String sqlName, String sqlType) {
      this.wireName = wireName;
      this.sqlName = sqlName;
      this.sqlType = sqlType;
    }

    String sqlName() {
      return sqlName;
    }

    String sqlType() {
      return sqlType;
    }
  }

  /** Reads {@code -last_seen} and the like; empty: the default; null: anything else. */
  static @Nullable IssueSort find(String text) {
    var known = SENTRYS_WORDS.get(text);
    if (known != null) {
      return known;
    }
    boolean descending = text.startsWith("-");
    var name = descending ? text.substring(1) : text;
    for (var column : Column.values()) {
      if (column.wireName.equals(name)) {
        return new IssueSort(column, descending);
      }
    }
    return null;
  }
}
