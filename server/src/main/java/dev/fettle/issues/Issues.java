package dev.fettle.issues;

import dev.fettle.core.id.AccountId;
import dev.fettle.core.id.IssueId;
import dev.fettle.core.id.OrganizationId;
import dev.fettle.platform.jobs.Jobs;
import dev.fettle.platform.paging.Cursor;
import dev.fettle.platform.paging.Page;
import dev.fettle.platform.paging.PageRequest;
import dev.fettle.platform.refusal.RefusedException;
import dev.fettle.projects.ShortId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** What can be asked of issues and done to them, for every member of their organization. */
final class Issues {

  private static final int CHUNK = 500;

  /** Issues the histogram looks at: the most recently seen ones. */
  private static final int HISTOGRAM_ISSUES = 10_000;

  private final IssueReadStore store;
  private final IssueChangeStore changes;
  private final IssueTrendStore trend;
  private final EventReadStore events;
  private final Jobs jobs;
  private final TransactionTemplate transactions;
  private final InstantSource clock;

  Issues(
      IssueReadStore store,
      IssueChangeStore changes,
      IssueTrendStore trend,
      EventReadStore events,
      Jobs jobs,
      TransactionTemplate transactions,
      InstantSource clock) {
    this.store = store;
    this.changes = changes;
    this.trend = trend;
    this.events = events;
    this.jobs = jobs;
    this.transactions = transactions;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** What the queries of an organization may name. */
  IssueQuery.Names names(OrganizationId organizationId) {
    return new IssueQuery.Names() {
      private @Nullable Map<Long, String> projects;

      private Map<Long, String> projects() {
        var known = projects;
        if (known == null) {
          known = store.projects(organizationId);
          projects = known;
        }
        return known;
      }

      @Override
      public @Nullable Long project(String slug) {
        for (var project : projects().entrySet()) {
          if (project.getValue().equals(slug)) {
            return project.getKey();
          }
        }
        return null;
      }

      @Override
      public @Nullable Long issue(ShortId shortId) {
        return store.findByShortId(organizationId, shortId).map(IssueId::value).orElse(null);
      }

      @Override
      public Set<String> tags(Set<String> keys) {
        return keys.isEmpty() ? keys : store.tags(organizationId, keys);
      }
    };
  }

  /**
   * A list's page.
   *
   * @param matchingEventId set when the query was an event's id: the page is that event's issue
   */
  record Listing(Page<Issue> page, @Nullable String matchingEventId) {}

  Listing list(IssueFilter filter, IssueSort sort, PageRequest request) {
    var direct = direct(filter);
    if (direct != null) {
      return direct;
    }
    var projects = projects(filter);
    var cursor = request.cursor();
    var position =
        cursor == null
            ? null
            : new IssueSearch.Position(sortValue(sort, cursor.textAt(0)), cursor.longAt(1));
    var now = now();
    var search =
        position == null
            ? IssueSearch.firstPage(filter, projects, sort, request.fetch(), Page.MAX_HITS, now)
            : IssueSearch.page(
                filter, projects, sort, position, request.backward(), request.fetch(), now);
    var found = search == null ? List.<IssueReadStore.Found>of() : store.find(search);
    long hits =
        cursor != null
            ? Math.max(found.size(), cursor.longAt(2))
            : found.isEmpty() ? 0 : found.getFirst().hits();
    var page =
        Page.of(
            request,
            found,
            row -> List.of(row.sortValue(), Long.toString(row.id()), Long.toString(hits)),
            () -> hits);
    return new Listing(
        page.mapAll(rows ->
            store.list(
                filter.organizationId(), rows.stream().map(IssueReadStore.Found::id).toList())),
        null);
  }

  /** The page of a query that names one event or one issue; null: it is an ordinary query. */
  private @Nullable Listing direct(IssueFilter filter) {
    var hit = hit(filter);
    return hit == null
        ? null
        : new Listing(
            onePage(store.list(filter.organizationId(), List.of(hit.issueId().value()))),
            hit.eventId());
  }

  /** The issue that a whole query names, by itself or by one of its events. */
  private record Hit(IssueId issueId, @Nullable String eventId) {}

  private @Nullable Hit hit(IssueFilter filter) {
    var query = filter.query();
    if (query.eventId() != null) {
      var event = events.findInOrganization(filter.organizationId(), query.eventId());
      if (event.isPresent()) {
        return new Hit(event.get().issueId(), event.get().eventIdHex());
      }
    }
    return query.shortId() == null
        ? null
        : store
            .findByShortId(filter.organizationId(), query.shortId())
            .map(id -> new Hit(id, null))
            .orElse(null);
  }

  private static Page<Issue> onePage(List<Issue> issues) {
    return new Page<>(issues, null, null, issues.size());
  }

  /** A position of another sort is refused rather than handed to the database. */
  private static String sortValue(IssueSort sort, String text) {
    try {
      return switch (sort.column()) {
        case COUNT -> Long.toString(Long.parseLong(text));
        case PRIORITY -> Double.toString(Double.parseDouble(text));
        case FIRST_SEEN, LAST_SEEN -> SortTime.check(text);
      };
    } catch (NumberFormatException e) {
      throw Cursor.invalid();
    }
  }

  /**
   * An issue of the organization.
   *
   * @throws RefusedException when it has none of that id
   */
  Issue get(OrganizationId organizationId, IssueId id) {
    return store.find(organizationId, id).orElseThrow(RefusedException::missing);
  }

  /** A living issue that the account may see; of that organization when its slug is given. */
  Optional<IssueAccess> access(AccountId accountId, @Nullable String organization, IssueId id) {
    return store.access(accountId, organization, id);
  }

  List<Issue> listByIds(OrganizationId organizationId, List<Long> ids) {
    return store.list(organizationId, ids);
  }

  /** Events of these issues by the buckets of a period. */
  Map<Long, Map<Instant, Long>> hours(List<Issue> issues, StatsPeriod period, Instant now) {
    return issues.isEmpty()
        ? Map.of()
        : store.hours(issues.stream().map(Issue::id).toList(), period.from(now), period.unit());
  }

  /** Events of one issue by hour. */
  Map<Instant, Long> hours(IssueId issueId, Instant from) {
    long id = issueId.value();
    return store.hours(List.of(id), from, "hour").getOrDefault(id, Map.of());
  }

  Optional<IssueId> findByShortId(OrganizationId organizationId, ShortId shortId) {
    return store.findByShortId(organizationId, shortId);
  }

  /**
   * Events by hour, or by day when a bucket holds whole days.
   *
   * @param from where the first bucket begins
   */
  List<IssueReadStore.HourSum> histogram(IssueFilter filter, Instant from, Duration bucket) {
    var projects = projects(filter);
    var now = now();
    boolean daily = bucket.toHours() % 24 == 0;
    var statuses = IssueSearch.statusesAlone(filter, projects, now);
    if (statuses != null && IssueTrendStore.reaches(from, daily, now)) {
      return daily
          ? trend.days(projects, statuses, from)
          : trend.hours(filter.organizationId(), projects, statuses, from);
    }
    var search = IssueSearch.histogram(filter, projects, from, HISTOGRAM_ISSUES, now);
    return search == null ? List.of() : store.sums(search);
  }

  IssueReadStore.Counts counts(IssueFilter filter, int cap) {
    return store.counts(filter.organizationId(), projects(filter), cap, now());
  }

  /** Sets a status for everything the filter means; how many changed. */
  int setStatus(IssueFilter filter, String status, AccountId accountId) {
    return forEachChunk(
        filter, ids -> changes.setStatus(filter.organizationId(), ids, status, accountId, now()));
  }

  /** Deletes everything the filter means; how many. */
  int delete(IssueFilter filter) {
    int deleted = forEachChunk(filter, ids -> changes.delete(filter.organizationId(), ids, now()));
    jobs.wake(IssueMaintenance.JOB);
    return deleted;
  }

  void removeHashes(IssueAccess issue, List<byte[]> hashes) {
    transactions.executeWithoutResult(_ -> changes.removeHashes(issue, hashes));
  }

  private interface Change {
    int apply(List<Long> ids);
  }

  /**
   * Walks the matches by when they were first seen, a transaction for each chunk: neither a status
   * nor an event that arrives meanwhile moves an issue past the walk in that order, and no chunk
   * holds its locks for long.
   */
  private int forEachChunk(IssueFilter asked, Change change) {
    var hit = hit(asked);
    var filter =
        hit == null
            ? asked
            : asked.withQuery(
                new IssueQuery(
                    List.of(
                        new IssueQuery.Clause(
                            false, new Term.Issues(List.of(hit.issueId().value())))),
                    null,
                    null));
    var projects = projects(filter);
    int changed = 0;
    IssueSearch.@Nullable Position position = null;
    while (true) {
      var search =
          IssueSearch.page(filter, projects, IssueSort.OLDEST_LAST, position, false, CHUNK, now());
      if (search == null) {
        return changed;
      }
      var found = store.find(search);
      if (found.isEmpty()) {
        return changed;
      }
      var ids =
          new ArrayList<Long>(new TreeSet<>(found.stream().map(IssueReadStore.Found::id).toList()));
      var count = transactions.execute(_ -> change.apply(ids));
      changed += count == null ? 0 : count;
      var last = found.getLast();
      position = new IssueSearch.Position(last.sortValue(), last.id());
    }
  }

  /** The living projects the filter allows. */
  private List<Long> projects(IssueFilter filter) {
    var living = store.projects(filter.organizationId()).keySet();
    return filter.projects().isEmpty()
        ? living.stream().sorted().toList()
        : filter.projects().stream().filter(living::contains).toList();
  }
}
