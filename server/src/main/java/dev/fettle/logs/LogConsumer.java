package dev.fettle.logs;

import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.core.log.LogRecords;
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
 * Stores logs, ordered by their own time.
 *
 * <p>A log has no identity of its own, so one that a client sends twice is stored twice.
 */
final class LogConsumer implements ItemConsumer {

  private final Ids ids;
  private final boolean enabled;
  private final Partitions partitions;
  private final NameStore names;
  private final LogStore store;

  LogConsumer(Ids ids, boolean enabled, Partitions partitions, NameStore names, LogStore store) {
    this.ids = ids;
    this.enabled = enabled;
    this.partitions = partitions;
    this.names = names;
    this.store = store;
  }

  @Override
  public Set<ItemType> types() {
    return Set.of(ItemType.LOG, ItemType.OTEL_LOG);
  }

  @Override
  public PreparedItem prepare(IncomingItem item) throws MalformedPayloadException {
    var logs = LogRecords.read(item.payload(), item.clock(), item.scrubIp());
    var rows = new ArrayList<LogRow>(logs.records().size());
    for (var entry : logs.records()) {
      rows.add(new LogRow(item, ids.orderedUuidV7(entry.at()), entry));
    }
    int found = rows.size() + logs.broken();
    return new PreparedEntries<>(
        item, rows, logs.broken(), PreparedEntries.missing(item, logs.cut(), found));
  }

  @Override
  @SuppressWarnings("unchecked") // every item here was prepared here
  public void write(List<PreparedItem> batch, OutcomeTally outcomes) {
    var containers = new ArrayList<PreparedEntries<LogRow>>(batch.size());
    batch.forEach(item -> containers.add((PreparedEntries<LogRow>) item));
    if (!enabled) {
      containers.forEach(container ->
          outcomes.add(
              container.item(), Outcome.DROPPED, Reason.LOGS_DISABLED, container.rows().size()));
      return;
    }
    var projects = names.projects(PreparedEntries.all(containers));
    var rows = new ArrayList<LogRow>();
    for (var container : containers) {
      var kept = container.keep(projects, outcomes);
      if (!kept.isEmpty()) {
        rows.addAll(kept);
        outcomes.add(container.item(), Outcome.ACCEPTED, Reason.NONE, kept.size());
      }
    }
    if (!rows.isEmpty()) {
      partitions.ensureFor(rows.stream().map(row -> row.entry().at()).toList());
      names.addNames(rows);
      store.count(rows);
      store.copy(rows);
    }
  }
}
