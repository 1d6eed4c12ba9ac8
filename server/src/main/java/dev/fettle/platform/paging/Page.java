package dev.fettle.platform.paging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. A route that returns it answers with the bare array and the headers {@code
 * Link}, {@code X-Hits} and {@code X-Max-Hits}.
 *
 * @param hits matches in all, at most {@link #MAX_HITS}
 */
public record Page<T>(List<T> items, @Nullable Cursor previous, @Nullable Cursor next, long hits) {

  /** Nothing is counted further than this. */
  public static final int MAX_HITS = 1000;

  public Page {
    items = List.copyOf(items);
  }

  /**
   * Makes a page of rows that were read in the order asked for: ascending after the cursor, or
   * reversed before it when {@link PageRequest#backward()}.
   *
   * @param rows at most {@link PageRequest#fetch()} of them
   * @param position sort values of a row, the unique one last
   * @param count counts the matches, up to {@link #MAX_HITS}; asked only when there is another page
   */
  public static <T> Page<T> of(
      PageRequest request, List<T> rows, Function<T, List<String>> position, LongSupplier count) {
    boolean more = rows.size() > request.limit();
    var items = new ArrayList<>(more ? rows.subList(0, request.limit()) : rows);
    boolean before = more;
    boolean after = more;
    if (request.backward()) {
      Collections.reverse(items);
      after = true;
    } else {
      before = request.cursor() != null;
    }
    var previous =
        before && !items.isEmpty() ? new Cursor(true, position.apply(items.getFirst())) : null;
    var next =
        after && !items.isEmpty() ? new Cursor(false, position.apply(items.getLast())) : null;
    long hits =
        previous == null && next == null ? items.size() : Math.min(MAX_HITS, count.getAsLong());
    return new Page<>(items, previous, next, hits);
  }

  /** A list that is one page: there are never many. */
  public static <T> Page<T> whole(List<T> items) {
    return new Page<>(items, null, null, Math.min(MAX_HITS, items.size()));
  }

  /** The same page with other items: rows turned into wire shapes. */
  public <R> Page<R> map(Function<T, R> change) {
    return new Page<>(items.stream().map(change).toList(), previous, next, hits);
  }

  /** The same page with its items changed all at once, when one more query serves them all. */
  public <R> Page<R> mapAll(Function<List<T>, List<R>> change) {
    return new Page<>(change.apply(items), previous, next, hits);
  }
}
