package dev.fettle.issues;

import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.core.event.EventNormalizer;
import dev.fettle.core.event.ReceivedContext;
import dev.fettle.core.event.UserAgents;
import dev.fettle.core.grouping.Grouping;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.ItemConsumer;
import dev.fettle.items.ItemFilter;
import dev.fettle.items.Outcome;
import dev.fettle.items.OutcomeTally;
import dev.fettle.items.PreparedItem;
import dev.fettle.items.Reason;
import dev.fettle.payloads.EventPayloads;
import dev.fettle.platform.db.Partitions;
import dev.fettle.platform.time.Ids;
import dev.fettle.projects.NameStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Stores errors and messages: a whole batch in a fixed number of statements, however many events
 * and issues it holds.
 *
 * <p>Order of locks, the same in every node: project rows (only for new issues), then issue rows by
 * id. Every other row written here belongs to one of the locked issues, so two digesters never wait
 * for each other in a circle.
 */
final class IssueEventConsumer implements ItemConsumer {

  private final Ids ids;
  private final UserAgents userAgents = new BrowserAgents();
  private final EventPayloads payloads;
  private final Partitions partitions;
  private final EventWriteStore events;
  private final NameStore names;
  private final IssueAssignment assignment;
  private final IssueCounterStore counters;
  private final IssueTagStore tags;

  IssueEventConsumer(
      Ids ids,
      EventPayloads payloads,
      Partitions partitions,
      EventWriteStore events,
      NameStore names,
      IssueAssignment assignment,
      IssueCounterStore counters,
      IssueTagStore tags) {
    this.ids = ids;
    this.payloads = payloads;
    this.partitions = partitions;
    this.events = events;
    this.names = names;
    this.assignment = assignment;
    this.counters = counters;
    this.tags = tags;
  }

  @Override
  public Set<ItemType> types() {
    return Set.of(ItemType.EVENT, ItemType.SECURITY);
  }

  @Override
  public PreparedItem prepare(IncomingItem item) throws MalformedPayloadException {
    return prepare(item, ItemFilter.NONE);
  }

  @Override
  public PreparedItem prepare(IncomingItem item, ItemFilter filter)
      throws MalformedPayloadException {
    var event =
        EventNormalizer.normalize(
            item.payload(),
            new ReceivedContext(
                item.clock(), item.envelopeEventId(), item.clientIp(), item.scrubIp(), userAgents));
    filter.error(event);
    var grouping = Grouping.of(event);
    var headline = grouping.headline();
    var json = event.toJson();
    var packed = payloads.pack(item.projectId(), json);
    return new PreparedEvent(
        item,
        ids.uuidV7(item.received()),
        event.eventId(),
        event.timestamp(),
        grouping.primary(),
        grouping.glitchTip(),
        new PreparedEvent.Face(
            event.type().wireName(),
            event.level().wireName(),
            headline.title(),
            headline.culprit(),
            headline.metadata(),
            event.platform(),
            event.isUnhandled()),
        event.release(),
        event.environment(),
        event.userKey(),
        event.tags(),
        packed.bytes(),
        json.length,
        packed.dictionaryId());
  }

  @Override
  public void write(List<PreparedItem> batch, OutcomeTally outcomes) {
    var all = batch.stream().map(PreparedEvent.class::cast).toList();
    partitions.ensureFor(all.stream().map(PreparedEvent::received).toList());
    var fresh = withoutDuplicates(all, outcomes);
    if (fresh.isEmpty()) {
      return;
    }
    var projects = names.projects(fresh);
    fresh = ofLivingProjects(fresh, projects, outcomes);
    if (fresh.isEmpty()) {
      return;
    }
    names.firstEvents(projects.values(), fresh);
    names.addNames(fresh);

    var assigned = assignment.assign(fresh, projects);
    var deltas = sum(assigned.issueIds(), fresh);
    counters.add(deltas.values(), assigned, projects);
    tags.add(deltas.values());
    events.copy(fresh, assigned.issueIds());
    for (var event : fresh) {
      outcomes.add(event.item(), Outcome.ACCEPTED, Reason.NONE);
    }
  }

  /** SDKs re-post: the same client id of the same project counts once. */
  private List<PreparedEvent> withoutDuplicates(List<PreparedEvent> all, OutcomeTally outcomes) {
    var seen = new HashSet<>(events.findStored(all));
    var fresh = new ArrayList<PreparedEvent>(all.size());
    for (var event : all) {
      if (seen.add(new EventWriteStore.ClientId(event.projectId(), event.eventId()))) {
        fresh.add(event);
      } else {
        outcomes.add(event.item(), Outcome.DROPPED, Reason.DUPLICATE);
      }
    }
    return fresh;
  }

  private static List<PreparedEvent> ofLivingProjects(
      List<PreparedEvent> fresh, Map<Long, NameStore.Project> projects, OutcomeTally outcomes) {
    var kept = new ArrayList<PreparedEvent>(fresh.size());
    for (var event : fresh) {
      if (projects.containsKey(event.projectId())) {
        kept.add(event);
      } else {
        outcomes.add(event.item(), Outcome.DROPPED, Reason.PROJECT_DELETED);
      }
    }
    return kept;
  }

  private static Map<Long, IssueDelta> sum(Map<UUID, Long> issueIds, List<PreparedEvent> fresh) {
    var deltas = new TreeMap<Long, IssueDelta>();
    for (var event : fresh) {
      long issueId = java.util.Objects.requireNonNull(issueIds.get(event.id()));
      deltas.computeIfAbsent(issueId, id -> new IssueDelta(id, event)).add(event);
    }
    return new LinkedHashMap<>(deltas);
  }
}
