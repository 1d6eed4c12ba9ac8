package dev.fettle.issues;

import dev.fettle.core.grouping.EventHash;
import dev.fettle.projects.NameStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.dao.ConcurrencyFailureException;

/**
 * Finds or makes the issue of each event of a batch and locks those issues.
 *
 * <p>Two digesters that meet the same new hash: the project's row is locked before a number is
 * taken from it, and the hash is looked up again under that lock, so the second finds the first
 * one's issue. An issue that is deleted meanwhile has no hash any more; its events are assigned
 * anew.
 */
final class IssueAssignment {

  private static final int ATTEMPTS = 3;

  /**
   * The outcome.
   *
   * @param issueIds by the event's own id
   * @param locked the issues, by id
   * @param made ids of those that are new
   */
  record Assigned(
      Map<UUID, Long> issueIds, Map<Long, IssueAssignStore.Locked> locked, Set<Long> made) {}

  private final IssueAssignStore store;

  IssueAssignment(IssueAssignStore store) {
    this.store = store;
  }

  Assigned assign(List<PreparedEvent> events, Map<Long, NameStore.Project> projects) {
    var made = new LinkedHashSet<Long>();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var known = find(events);
      adoptImported(events, known);
      var unknown = unknown(events, known);
      if (!unknown.isEmpty()) {
        make(unknown, projects, known, made);
      }
      var issueIds = new HashMap<UUID, Long>();
      for (var event : events) {
        var issueId = known.get(primaryOf(event));
        if (issueId != null) {
          issueIds.put(event.id(), issueId);
        }
      }
      var locked = store.lock(new LinkedHashSet<>(issueIds.values()));
      if (locked.keySet().containsAll(issueIds.values())) {
        return new Assigned(issueIds, locked, made);
      }
    }
    throw new ConcurrencyFailureException("issues are deleted faster than events are stored");
  }

  private Map<IssueAssignStore.HashKey, Long> find(List<PreparedEvent> events) {
    var keys = new LinkedHashSet<IssueAssignStore.HashKey>();
    for (var event : events) {
      keys.add(primaryOf(event));
      keys.add(new IssueAssignStore.HashKey(event.projectId(), event.glitchTip()));
    }
    return new HashMap<>(store.find(keys));
  }

  /** An event that finds its issue by GlitchTip's hash gives it ours. */
  private void adoptImported(
      List<PreparedEvent> events, Map<IssueAssignStore.HashKey, Long> known) {
    var adopted = new TreeMap<IssueAssignStore.HashKey, Long>();
    for (var event : events) {
      if (!known.containsKey(primaryOf(event))) {
        var issueId = known.get(new IssueAssignStore.HashKey(event.projectId(), event.glitchTip()));
        if (issueId != null) {
          adopted.put(primaryOf(event), issueId);
        }
      }
    }
    if (!adopted.isEmpty()) {
      store.addHashes(adopted);
      known.putAll(adopted);
    }
  }

  /** The first event of each hash that has no issue, in batch order. */
  private static Map<IssueAssignStore.HashKey, PreparedEvent> unknown(
      List<PreparedEvent> events, Map<IssueAssignStore.HashKey, Long> known) {
    var unknown = new LinkedHashMap<IssueAssignStore.HashKey, PreparedEvent>();
    for (var event : events) {
      if (!known.containsKey(primaryOf(event))) {
        unknown.putIfAbsent(primaryOf(event), event);
      }
    }
    return unknown;
  }

  private void make(
      Map<IssueAssignStore.HashKey, PreparedEvent> unknown,
      Map<Long, NameStore.Project> projects,
      Map<IssueAssignStore.HashKey, Long> known,
      Set<Long> made) {
    var wanted = new TreeMap<Long, Integer>();
    unknown.keySet().forEach(key -> wanted.merge(key.projectId(), 1, Integer::sum));
    var next = store.takeShortIds(wanted);
    known.putAll(store.find(unknown.keySet())); // made by another digester before we held the lock

    var issues = new ArrayList<IssueAssignStore.NewIssue>();
    for (var entry : unknown.entrySet()) {
      var project = projects.get(entry.getKey().projectId());
      if (!known.containsKey(entry.getKey()) && project != null) {
        long number = next.merge(project.id(), 1L, Long::sum) - 1;
        issues.add(
            new IssueAssignStore.NewIssue(
                project.organizationId(), number, entry.getKey(), entry.getValue()));
      }
    }
    if (issues.isEmpty()) {
      return;
    }
    var ids = store.insert(issues);
    store.addHashes(new TreeMap<>(ids));
    known.putAll(ids);
    made.addAll(ids.values());
  }

  private static IssueAssignStore.HashKey primaryOf(PreparedEvent event) {
    EventHash hash = event.primary();
    return new IssueAssignStore.HashKey(event.projectId(), hash);
  }
}
