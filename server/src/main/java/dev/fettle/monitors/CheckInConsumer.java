package dev.fettle.monitors;

import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.core.monitor.CheckIn;
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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps the runs of jobs. The check-ins of one run carry one id and become one row. A check-in
 * without an id (plain HTTP from a crontab) that says how a run ended belongs to the newest run of
 * that environment that is still going on; when there is none, it is a run of its own.
 *
 * <p>A job that nobody has set up is made by its first check-in, so that nothing is lost; it has no
 * schedule until a check-in brings one.
 */
final class CheckInConsumer implements ItemConsumer {

  private final Ids ids;
  private final Partitions partitions;
  private final NameStore names;
  private final MonitorStore monitors;
  private final RunStore runs;

  CheckInConsumer(
      Ids ids, Partitions partitions, NameStore names, MonitorStore monitors, RunStore runs) {
    this.ids = ids;
    this.partitions = partitions;
    this.names = names;
    this.monitors = monitors;
    this.runs = runs;
  }

  @Override
  public Set<ItemType> types() {
    return Set.of(ItemType.CHECK_IN);
  }

  @Override
  public PreparedItem prepare(IncomingItem item) throws MalformedPayloadException {
    return new PreparedCheckIn(item, CheckIn.read(item.payload()));
  }

  @Override
  public void write(List<PreparedItem> batch, OutcomeTally outcomes) {
    var all = batch.stream().map(PreparedCheckIn.class::cast).toList();
    var projects = names.projects(all);
    var living = new ArrayList<PreparedCheckIn>(all.size());
    for (var checkIn : all) {
      if (projects.containsKey(checkIn.projectId())) {
        living.add(checkIn);
      } else {
        outcomes.add(checkIn.item(), Outcome.DROPPED, Reason.PROJECT_DELETED);
      }
    }
    if (living.isEmpty()) {
      return;
    }
    var monitorIds = monitors.lock(living);
    var kept = new ArrayList<PreparedCheckIn>(living.size());
    for (var checkIn : living) {
      if (monitorIds.containsKey(checkIn.key())) {
        kept.add(checkIn);
        outcomes.add(checkIn.item(), Outcome.ACCEPTED, Reason.NONE);
      } else {
        outcomes.add(checkIn.item(), Outcome.DROPPED, Reason.TOO_MANY_MONITORS);
      }
    }
    if (!kept.isEmpty()) {
      partitions.ensureFor(kept.stream().map(PreparedCheckIn::received).toList());
      names.addNames(kept);
      monitors.configure(kept, monitorIds);
      writeRuns(kept, monitorIds);
    }
  }

  private void writeRuns(
      List<PreparedCheckIn> checkIns, Map<PreparedCheckIn.MonitorKey, Long> monitorIds) {
    var book = new RunBook(runs.find(checkIns, monitorIds));
    for (var checkIn : checkIns) {
      long monitorId = Objects.requireNonNull(monitorIds.get(checkIn.key()));
      var known = book.find(monitorId, checkIn.checkIn());
      book.put(
          known == null
              ? Run.first(ids.uuidV7(checkIn.received()), id(checkIn), monitorId, checkIn)
              : known.with(checkIn));
    }
    runs.add(book.made());
    runs.update(book.changed());
    monitors.seen(checkIns, monitorIds);
  }

  private UUID id(PreparedCheckIn checkIn) {
    var id = checkIn.checkIn().id();
    return id == null ? ids.randomUuid() : id;
  }
}
