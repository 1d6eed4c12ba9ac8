package dev.fettle.issues;

import dev.fettle.core.LenientJson;
import dev.fettle.platform.db.Columns;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Adds a batch to its issues: counts, last event, users, hours, regressions. The issues are locked
 * by the digest's transaction.
 */
final class IssueCounterStore {

  /** A screen that is behind by more than this asks again anyway. */
  private static final int MOST_NOTICES = 50;

  /**
   * Title and metadata stay those of the first event, so that people recognise the issue; level,
   * culprit, platform and release follow the newest. An ignored issue stays ignored.
   */
  static final String ADD =
      """
      UPDATE issue i
      SET event_count = i.event_count + d.events,
        last_seen = greatest(i.last_seen, d.last_seen),
        priority = log((i.event_count + d.events)::double precision)
          + extract(epoch FROM greatest(i.last_seen, d.last_seen))::double precision / 300000,
        level = d.level,
        culprit = d.culprit,
        platform = coalesce(d.platform, i.platform),
        is_unhandled = i.is_unhandled OR d.unhandled,
        last_release = coalesce(d.release, i.last_release),
        user_count = coalesce(d.users, i.user_count),
        regressed_at = CASE WHEN i.status = 'resolved' THEN d.last_seen ELSE i.regressed_at END,
        status_changed_at =
          CASE WHEN i.status = 'resolved' THEN d.last_seen ELSE i.status_changed_at END,
        resolved_at = NULL,
        resolved_by = NULL,
        status = CASE WHEN i.status = 'resolved' THEN 'unresolved' ELSE i.status END
      FROM unnest(:ids::bigint[], :events::bigint[], :times::timestamptz[], :levels::text[],
          :culprits::text[], :platforms::text[], :unhandled::boolean[], :releases::text[],
          :users::bigint[])
        AS d (id, events, last_seen, level, culprit, platform, unhandled, release, users)
      WHERE i.id = d.id
      """;

  static final String SKETCHES =
      """
      SELECT issue_id, sketch
      FROM issue_user_sketch
      WHERE issue_id = ANY (:ids::bigint[])
      """;

  static final String PUT_SKETCHES =
      """
      INSERT INTO issue_user_sketch (issue_id, sketch)
      SELECT issue_id, sketch
      FROM unnest(:ids::bigint[], :sketches::bytea[]) AS s (issue_id, sketch)
      ON CONFLICT (issue_id) DO UPDATE SET sketch = excluded.sketch
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

  static final String NOTIFY =
      """
      SELECT pg_notify('fettle_live', payload)
      FROM unnest(:payloads::text[]) AS n (payload)
      """;

  private final JdbcClient jdbc;

  IssueCounterStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(
      Collection<IssueDelta> deltas,
      IssueAssignment.Assigned assigned,
      Map<Long, NameStore.Project> projects) {
    var users = addUsers(deltas);
    var rows = List.copyOf(deltas);
    var newest = rows.stream().map(IssueDelta::newest).toList();
    var ids = Columns.bigint(rows.stream().map(IssueDelta::issueId).toList());
    jdbc.sql(ADD)
        .param("ids", ids)
        .param("events", Columns.bigint(rows.stream().map(IssueDelta::events).toList()))
        .param("times", Columns.timestamptz(newest.stream().map(PreparedEvent::received).toList()))
        .param("levels", Columns.text(newest.stream().map(event -> event.face().level()).toList()))
        .param(
            "culprits", Columns.text(newest.stream().map(event -> event.face().culprit()).toList()))
        .param("platforms", Columns.nullableText(newest, event -> event.face().platform()))
        .param("unhandled", Columns.bool(rows.stream().map(IssueDelta::unhandled).toList()))
        .param("releases", Columns.nullableText(rows, IssueDelta::release))
        .param("users", Columns.nullableBigint(rows, delta -> users.get(delta.issueId())))
        .update();
    addHours(rows);
    addActivity(rows, assigned);
    tell(rows, assigned, projects);
  }

  /** The new numbers of users of the issues where they changed. */
  private Map<Long, @Nullable Long> addUsers(Collection<IssueDelta> deltas) {
    var counts = new HashMap<Long, @Nullable Long>();
    var named = deltas.stream().filter(delta -> !delta.users().isEmpty()).toList();
    if (named.isEmpty()) {
      return counts;
    }
    var stored = new HashMap<Long, byte[]>();
    jdbc.sql(SKETCHES)
        .param("ids", Columns.bigint(named.stream().map(IssueDelta::issueId).toList()))
        .query(rows -> {
          stored.put(rows.getLong("issue_id"), Objects.requireNonNull(rows.getBytes("sketch")));
        });
    var ids = new ArrayList<Long>();
    var sketches = new ArrayList<byte[]>();
    for (var delta : named) {
      var sketch = UserSketch.add(stored.get(delta.issueId()), delta.users());
      if (sketch != null) {
        ids.add(delta.issueId());
        sketches.add(sketch);
        counts.put(delta.issueId(), UserSketch.estimate(sketch));
      }
    }
    if (!ids.isEmpty()) {
      jdbc.sql(PUT_SKETCHES)
          .param("ids", Columns.bigint(ids))
          .param("sketches", Columns.bytea(sketches))
          .update();
    }
    return counts;
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
  }

  private void addActivity(List<IssueDelta> deltas, IssueAssignment.Assigned assigned) {
    var changed = new ArrayList<IssueDelta>();
    var types = new ArrayList<String>();
    for (var delta : deltas) {
      var kind = kind(delta, assigned);
      if (!kind.equals("updated")) {
        changed.add(delta);
        types.add(kind.equals("new") ? "first_seen" : kind);
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

  /** New and reopened issues first, for those are what a screen must not miss. */
  private void tell(
      List<IssueDelta> deltas,
      IssueAssignment.Assigned assigned,
      Map<Long, NameStore.Project> projects) {
    var important = new ArrayList<String>();
    var others = new ArrayList<String>();
    for (var delta : deltas) {
      var issue = Objects.requireNonNull(assigned.locked().get(delta.issueId()));
      var project = Objects.requireNonNull(projects.get(delta.projectId()));
      var kind = kind(delta, assigned);
      var list = kind.equals("updated") ? others : important;
      if (list.size() < MOST_NOTICES) {
        var level = delta.newest().face().level();
        list.add(notice(issue, project, kind, level));
      }
    }
    important.addAll(others);
    jdbc.sql(NOTIFY)
        .param(
            "payloads",
            Columns.text(important.subList(0, Math.min(MOST_NOTICES, important.size()))))
        .query((rows, number) -> number)
        .list();
  }

  private static String kind(IssueDelta delta, IssueAssignment.Assigned assigned) {
    if (assigned.made().contains(delta.issueId())) {
      return "new";
    }
    var before = Objects.requireNonNull(assigned.locked().get(delta.issueId()));
    return before.status().equals("resolved") ? "regressed" : "updated";
  }

  /** A title has at most 100 characters, so a notice never comes near PostgreSQL's 8,000 bytes. */
  private static String notice(
      IssueAssignStore.Locked issue, NameStore.Project project, String kind, String level) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("type", "issue");
    json.put("organizationId", project.organizationId());
    json.put("projectId", Long.toString(project.id()));
    json.put("issueId", Long.toString(issue.id()));
    json.put("kind", kind);
    json.put("title", issue.title());
    json.put("level", level);
    json.put("shortId", ShortId.format(project.slug(), issue.shortId()));
    return new String(LenientJson.write(json), StandardCharsets.UTF_8);
  }
}
