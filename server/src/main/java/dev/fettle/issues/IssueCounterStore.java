package dev.fettle.issues;

import dev.fettle.core.id.IssueId;
import dev.fettle.core.id.ProjectId;
import dev.fettle.live.Notice;
import dev.fettle.platform.db.Columns;
import dev.fettle.projects.NameStore;
import dev.fettle.projects.ShortId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Adds a batch to its issues: counts, last event, hours, regressions, and users by {@link
 * IssueUserStore}. The issues are locked by the digest's transaction.
 */
final class IssueCounterStore {

  /**
   * What an issue is called and shows is all of one event, the one that arrived last: a batch that
   * arrived before it (a retry, another digester's) is counted and changes nothing of that. An
   * ignored issue stays ignored.
   */
  static final String ADD =
      """
      UPDATE issue i
      SET event_count = i.event_count + d.events,
        first_seen = least(i.first_seen, d.first_seen),
        last_seen = greatest(i.last_seen, d.last_seen),
        priority = log((i.event_count + d.events)::double precision)
          + extract(epoch FROM greatest(i.last_seen, d.last_seen))::double precision / 300000,
        type = CASE WHEN d.last_seen >= i.last_seen THEN d.type ELSE i.type END,
        level = CASE WHEN d.last_seen >= i.last_seen THEN d.level ELSE i.level END,
        platform = CASE WHEN d.last_seen >= i.last_seen THEN d.platform ELSE i.platform END,
        is_unhandled = i.is_unhandled OR d.unhandled,
        user_count = coalesce(d.users, i.user_count),
        regressed_at = CASE WHEN i.status = 'resolved' THEN d.last_seen ELSE i.regressed_at END,
        status_changed_at =
          CASE WHEN i.status = 'resolved' THEN d.last_seen ELSE i.status_changed_at END,
        resolved_at = NULL,
        resolved_by = NULL,
        status = CASE WHEN i.status = 'resolved' THEN 'unresolved' ELSE i.status END
      FROM unnest(:ids::bigint[], :events::bigint[], :oldest::timestamptz[],
          :times::timestamptz[], :types::text[], :levels::text[], :platforms::text[],
          :unhandled::boolean[], :users::bigint[])
        AS d (id, events, first_seen, last_seen, type, level, platform, unhandled, users)
      WHERE i.id = d.id
      """;

  /**
   * Before the times change. Most batches say what the issue says already and write nothing. The
   * index of words is not touched: what it holds follows in {@link IssueWordStore}.
   */
  static final String CHANGE_TEXTS =
      """
      UPDATE issue_text x
      SET title = n.title,
        culprit = n.culprit,
        metadata = n.metadata,
        last_release = n.release,
        words_stale = x.words_stale OR (x.title, x.culprit) <> (n.title, n.culprit)
      FROM (
        SELECT i.id,
          CASE WHEN d.last_seen >= i.last_seen THEN d.title ELSE t.title END AS title,
          CASE WHEN d.last_seen >= i.last_seen THEN d.culprit ELSE t.culprit END AS culprit,
          CASE WHEN d.last_seen >= i.last_seen
            THEN d.metadata::jsonb ELSE t.metadata END AS metadata,
          CASE WHEN d.last_seen >= i.last_seen
            THEN coalesce(d.release, t.last_release)
            ELSE coalesce(t.last_release, d.release) END AS release
        FROM unnest(:ids::bigint[], :times::timestamptz[], :titles::text[], :culprits::text[],
            :metadata::text[], :releases::text[])
          AS d (id, last_seen, title, culprit, metadata, release)
        JOIN issue i ON i.id = d.id
        JOIN issue_text t ON t.issue_id = d.id) n
      WHERE x.issue_id = n.id
        AND (x.title, x.culprit, x.metadata, x.last_release)
          IS DISTINCT FROM (n.title, n.culprit, n.metadata, n.release)
      """;

  static final String ADD_HOURS =
      """
      INSERT INTO issue_hour (issue_id, hour, event_count)
      SELECT issue_id, hour, events
      FROM unnest(:ids::bigint[], :hours::timestamptz[], :events::bigint[])
        AS h (issue_id, hour, events)
      ON CONFLICT (issue_id, hour)
      DO UPDATE SET event_count = issue_hour.event_count + excluded.event_count
      """;

  static final String ADD_ACTIVITY =
      """
      INSERT INTO issue_activity (issue_id, type, created_at, data)
      SELECT issue_id, type, created_at, jsonb_strip_nulls(jsonb_build_object('release', release))
      FROM unnest(:ids::bigint[], :types::text[], :times::timestamptz[], :releases::text[])
        AS a (issue_id, type, created_at, release)
      """;

  private final JdbcClient jdbc;
  private final IssueUserStore users;
  private final IssueTrendStore trend;
  private final Consumer<Notice> tell;

  IssueCounterStore(JdbcClient jdbc, Consumer<Notice> tell) {
    this.jdbc = jdbc;
    this.users = new IssueUserStore(jdbc);
    this.trend = new IssueTrendStore(jdbc);
    this.tell = tell;
  }

  void add(
      Collection<IssueDelta> deltas,
      IssueAssignment.Assigned assigned,
      Map<Long, NameStore.Project> projects) {
    var counts = users.add(deltas, assigned.locked());
    var rows = List.copyOf(deltas);
    var newest = rows.stream().map(IssueDelta::newest).toList();
    var faces = newest.stream().map(PreparedEvent::face).toList();
    var ids = Columns.bigint(rows.stream().map(IssueDelta::issueId).toList());
    var times = Columns.timestamptz(newest.stream().map(PreparedEvent::received).toList());
    reopen(rows, assigned);
    jdbc.sql(CHANGE_TEXTS)
        .param("ids", ids)
        .param("times", times)
        .param("titles", Columns.text(faces.stream().map(PreparedEvent.Face::title).toList()))
        .param("culprits", Columns.text(faces.stream().map(PreparedEvent.Face::culprit).toList()))
        .param(
            "metadata", Columns.text(faces.stream().map(PreparedEvent.Face::metadataJson).toList()))
        .param("releases", Columns.nullableText(rows, IssueDelta::release))
        .update();
    jdbc.sql(ADD)
        .param("ids", ids)
        .param("oldest", Columns.timestamptz(rows.stream().map(IssueDelta::oldest).toList()))
        .param("events", Columns.bigint(rows.stream().map(IssueDelta::events).toList()))
        .param("times", times)
        .param("types", Columns.text(faces.stream().map(PreparedEvent.Face::type).toList()))
        .param("levels", Columns.text(faces.stream().map(PreparedEvent.Face::level).toList()))
        .param("platforms", Columns.nullableText(faces, PreparedEvent.Face::platform))
        .param("unhandled", Columns.bool(rows.stream().map(IssueDelta::unhandled).toList()))
        .param("users", Columns.nullableBigint(rows, delta -> counts.get(delta.issueId())))
        .update();
    addHours(rows);
    addActivity(rows, assigned);
    tell(rows, assigned, projects);
  }

  /** Resolved issues that come again take their events along in the chart. */
  private void reopen(List<IssueDelta> deltas, IssueAssignment.Assigned assigned) {
    var reopened =
        deltas.stream().filter(delta -> kind(delta, assigned) == Notice.Kind.REGRESSED).toList();
    if (!reopened.isEmpty()) {
      trend.move(
          reopened.stream().map(IssueDelta::issueId).toList(),
          "unresolved",
          reopened.getFirst().newest().received());
    }
  }

  private void addHours(List<IssueDelta> deltas) {
    var ids = new ArrayList<Long>();
    var hours = new ArrayList<Instant>();
    var events = new ArrayList<Long>();
    for (var delta : deltas) {
      delta
          .hours()
          .forEach((hour, count) -> {
            ids.add(delta.issueId());
            hours.add(hour);
            events.add(count);
          });
    }
    jdbc.sql(ADD_HOURS)
        .param("ids", Columns.bigint(ids))
        .param("hours", Columns.timestamptz(hours))
        .param("events", Columns.bigint(events))
        .update();
    trend.add(ids, hours, events);
  }

  private void addActivity(List<IssueDelta> deltas, IssueAssignment.Assigned assigned) {
    var changed = new ArrayList<IssueDelta>();
    var types = new ArrayList<String>();
    for (var delta : deltas) {
      var kind = kind(delta, assigned);
      if (kind != Notice.Kind.UPDATED) {
        changed.add(delta);
        types.add(kind == Notice.Kind.NEW ? "first_seen" : "regressed");
      }
    }
    if (!changed.isEmpty()) {
      jdbc.sql(ADD_ACTIVITY)
          .param("ids", Columns.bigint(changed.stream().map(IssueDelta::issueId).toList()))
          .param("types", Columns.text(types))
          .param(
              "times",
              Columns.timestamptz(
                  changed.stream().map(delta -> delta.newest().received()).toList()))
          .param("releases", Columns.nullableText(changed, IssueDelta::release))
          .update();
    }
  }

  private void tell(
      List<IssueDelta> deltas,
      IssueAssignment.Assigned assigned,
      Map<Long, NameStore.Project> projects) {
    for (var delta : deltas) {
      var issue = Objects.requireNonNull(assigned.locked().get(delta.issueId()));
      var project = Objects.requireNonNull(projects.get(delta.projectId()));
      tell.accept(
          new Notice.IssueChanged(
              project.organizationId(),
              new ProjectId(project.id()),
              new IssueId(issue.id()),
              kind(delta, assigned),
              delta.newest().face().title(),
              delta.newest().face().level(),
              ShortId.format(project.slug(), issue.number()),
              null));
    }
  }

  private static Notice.Kind kind(IssueDelta delta, IssueAssignment.Assigned assigned) {
    if (assigned.made().contains(delta.issueId())) {
      return Notice.Kind.NEW;
    }
    var before = Objects.requireNonNull(assigned.locked().get(delta.issueId()));
    return before.status().equals("resolved") ? Notice.Kind.REGRESSED : Notice.Kind.UPDATED;
  }
}
