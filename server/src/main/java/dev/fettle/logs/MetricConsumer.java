package dev.fettle.logs;

import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.core.log.Metrics;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.ItemConsumer;
import dev.fettle.items.Outcome;
import dev.fettle.items.OutcomeTally;
import dev.fettle.items.PreparedItem;
import dev.fettle.items.Reason;
import dev.fettle.platform.db.Partitions;
import dev.fettle.platform.time.Ids;
import dev.fettle.projects.NameStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Stores measurements: each with its trace and attributes, and their sums per hour, which are what
 * charts read. Like logs they have no identity, so what is sent twice is stored twice.
 */
final class MetricConsumer implements ItemConsumer {

  private final Ids ids;
  private final Partitions partitions;
  private final NameStore names;
  private final MetricStore store;

  MetricConsumer(Ids ids, Partitions partitions, NameStore names, MetricStore store) {
    this.ids = ids;
    this.partitions = partitions;
    this.names = names;
    this.store = store;
  }

  @Override
  public Set<ItemType> types() {
    return Set.of(ItemType.TRACE_METRIC);
  }

  @Override
  public PreparedItem prepare(IncomingItem item) throws MalformedPayloadException {
    var metrics = Metrics.read(item.payload(), item.clock(), item.scrubIp());
    var rows = new ArrayList<MetricRow>(metrics.metrics().size());
    for (var metric : metrics.metrics()) {
      rows.add(new MetricRow(item, ids.orderedUuidV7(metric.at()), metric));
    }
    int found = rows.size() + metrics.broken();
    return new PreparedEntries<>(
        item, rows, metrics.broken(), PreparedEntries.missing(item, metrics.cut(), found));
  }

  @Override
  @SuppressWarnings("unchecked") // every item here was prepared here
  public void write(List<PreparedItem> batch, OutcomeTally outcomes) {
    var containers = new ArrayList<PreparedEntries<MetricRow>>(batch.size());
    batch.forEach(item -> containers.add((PreparedEntries<MetricRow>) item));
    var projects = names.projects(PreparedEntries.all(containers));
    var living = new ArrayList<MetricRow>();
    for (var container : containers) {
      living.addAll(container.keep(projects, outcomes));
    }
    if (living.isEmpty()) {
      return;
    }
    var metricIds = store.lock(living);
    var rows = new ArrayList<MetricRow>(living.size());
    for (var row : living) {
      if (metricIds.containsKey(row.key())) {
        rows.add(row);
        outcomes.add(row.item(), Outcome.ACCEPTED, Reason.NONE, 1);
      } else {
        outcomes.add(row.item(), Outcome.DROPPED, Reason.TOO_MANY_METRICS, 1);
      }
    }
    if (!rows.isEmpty()) {
      partitions.ensureFor(rows.stream().map(row -> row.metric().at()).toList());
      names.addNames(rows);
      store.count(rows, metricIds);
      store.copy(rows, metricIds);
    }
  }
}
