package dev.fettle.platform.paging;

import org.jspecify.annotations.Nullable;

/**
 * Which page is wanted; a route method's parameter.
 *
 * @param limit rows on a page: the query parameter, 50 when absent or 0, at most 100
 * @param cursor where the page begins; null: at the beginning
 */
public record PageRequest(int limit, @Nullable Cursor cursor) {

  /** Rows of a page when nobody says. */
  public static final int DEFAULT_LIMIT = 50;

  /** Rows of a page at most. */
  public static final int MAX_LIMIT = 100;

  /** Rows to ask the database for: one more than shown tells whether a further page exists. */
  public int fetch() {
    return limit + 1;
  }

  /** Whether rows are wanted in reverse order, before the cursor. */
  public boolean backward() {
    return cursor != null && cursor.backward();
  }
}
