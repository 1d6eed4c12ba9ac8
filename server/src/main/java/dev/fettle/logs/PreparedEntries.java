package dev.fettle.logs;

import dev.fettle.items.IncomingItem;
import dev.fettle.items.Outcome;
import dev.fettle.items.OutcomeTally;
import dev.fettle.items.PreparedItem;
import dev.fettle.items.Reason;
import dev.fettle.projects.NameStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rows of one container.
 *
 * @param broken entries that cannot be kept
 * @param missing entries that were not read, because the container is too large
 */
record PreparedEntries<R extends NameStore.Named>(
    IncomingItem item, List<R> rows, int broken, int missing) implements PreparedItem {

  /** What a container says it holds besides what was found in it. */
  static int missing(IncomingItem item, boolean cut, int found) {
    return cut ? Math.max(0, item.header().quantity() - found) : 0;
  }

  @Override
  public int weight() {
    return 1 + rows.size();
  }

  /** Counts what is not kept; the rows whose project exists. */
  List<R> keep(Map<Long, NameStore.Project> projects, OutcomeTally outcomes) {
    var type = item.header().type().wireName();
    if (broken > 0) {
      outcomes.addOf(item, Outcome.INVALID, Reason.MALFORMED, type, broken);
    }
    if (missing > 0) {
      outcomes.add(item, Outcome.DROPPED, Reason.CONTAINER_TOO_LARGE, missing);
    }
    if (rows.isEmpty() || projects.containsKey(item.projectId())) {
      return rows;
    }
    outcomes.add(item, Outcome.DROPPED, Reason.PROJECT_DELETED, rows.size());
    return List.of();
  }

  /** All rows of a batch. */
  static <R extends NameStore.Named> List<R> all(List<PreparedEntries<R>> batch) {
    var rows = new ArrayList<R>();
    batch.forEach(entries -> rows.addAll(entries.rows()));
    return rows;
  }
}
