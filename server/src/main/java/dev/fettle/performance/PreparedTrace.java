package dev.fettle.performance;

import dev.fettle.items.IncomingItem;
import dev.fettle.items.PreparedItem;
import java.util.List;

/**
 * What one item will write.
 *
 * @param transactions one for a transaction; the root spans of a container
 * @param spans those that are no roots
 * @param broken spans that cannot be kept
 * @param missing spans that were not read, because the container is too large
 */
record PreparedTrace(
    IncomingItem item,
    List<TransactionRow> transactions,
    List<SpanRow> spans,
    int broken,
    int missing)
    implements PreparedItem {

  @Override
  public int weight() {
    return 1 + transactions.size() + spans.size();
  }
}
