package dev.fettle.feedback;

import dev.fettle.issues.ReportedEventStore;
import dev.fettle.platform.db.Columns;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes feedback in the digest's transaction; as a job finds the issues of what came before its
 * event.
 */
final class FeedbackStore {

  /** How long an event may come after what somebody said about it. */
  private static final Duration PATIENCE = Duration.ofDays(2);

  private static final int CHUNK = 500;

  private static final Comparator<PreparedFeedback> LOCK_ORDER =
      Comparator.comparingLong(PreparedFeedback::projectId)
          .thenComparing(feedback -> feedback.feedback().id())
          .thenComparing(PreparedFeedback::source);

  static final String PUT =
      """
      INSERT INTO user_feedback AS f (project_id, source, client_id, event_id, issue_id, name,
        email, message, url, environment, release, contexts, created_at)
      SELECT project_id, source, client_id, event_id, issue_id, name, email, message, url,
        environment, release, contexts::jsonb, created_at
      FROM unnest(:projects::bigint[], :sources::text[], :clients::uuid[], :events::uuid[],
          :issues::bigint[], :names::text[], :emails::text[], :messages::text[], :urls::text[],
          :environments::text[], :releases::text[], :contexts::text[], :times::timestamptz[])
        AS n (project_id, source, client_id, event_id, issue_id, name, email, message, url,
          environment, release, contexts, created_at)
      ON CONFLICT (project_id, client_id, source) DO UPDATE
      SET name = excluded.name, email = excluded.email, message = excluded.message,
        issue_id = coalesce(excluded.issue_id, f.issue_id)
      """;

  static final String UNLINKED =
      """
      SELECT id, project_id, event_id
      FROM user_feedback
      WHERE issue_id IS NULL
        AND event_id IS NOT NULL
        AND created_at >= :since::timestamptz
        AND id > :after
      ORDER BY id
      LIMIT 500
      """;

  static final String LINK =
      """
      UPDATE user_feedback f
      SET issue_id = n.issue_id
      FROM unnest(:ids::bigint[], :issues::bigint[]) AS n (id, issue_id)
      WHERE f.id = n.id
      """;

  private record Unlinked(long id, ReportedEventStore.EventRef event) {}

  private final JdbcClient jdbc;
  private final ReportedEventStore events;
  private final InstantSource clock;
  private long linkedTo;

  FeedbackStore(JdbcClient jdbc, ReportedEventStore events, InstantSource clock) {
    this.jdbc = jdbc;
    this.events = events;
    this.clock = clock;
  }

  /** Stores these, each key once. */
  void put(List<PreparedFeedback> all) {
    var rows = all.stream().sorted(LOCK_ORDER).toList();
    var refs = new ArrayList<ReportedEventStore.EventRef>();
    rows.forEach(row -> {
      var ref = ref(row);
      if (ref != null) {
        refs.add(ref);
      }
    });
    var issues = events.lockIssues(refs, rows.getFirst().received());
    jdbc.sql(PUT)
        .param("projects", Columns.bigint(rows.stream().map(PreparedFeedback::projectId).toList()))
        .param("sources", Columns.text(rows.stream().map(PreparedFeedback::source).toList()))
        .param("clients", Columns.uuid(rows.stream().map(row -> row.feedback().id()).toList()))
        .param("events", Columns.nullableText(rows, row -> text(row.feedback().eventId())))
        .param(
            "issues",
            Columns.nullableBigint(
                rows,
                row -> {
                  var ref = ref(row);
                  return ref == null ? null : issues.get(ref);
                }))
        .param("names", Columns.nullableText(rows, row -> row.feedback().name()))
        .param("emails", Columns.nullableText(rows, row -> row.feedback().email()))
        .param(
            "messages", Columns.text(rows.stream().map(row -> row.feedback().message()).toList()))
        .param("urls", Columns.nullableText(rows, row -> row.feedback().url()))
        .param("environments", Columns.nullableText(rows, PreparedFeedback::environment))
        .param("releases", Columns.nullableText(rows, PreparedFeedback::release))
        .param("contexts", Columns.nullableText(rows, FeedbackStore::contexts))
        .param(
            "times",
            Columns.timestamptz(rows.stream().map(row -> row.feedback().createdAt()).toList()))
        .update();
  }

  private static ReportedEventStore.@Nullable EventRef ref(PreparedFeedback row) {
    var eventId = row.feedback().eventId();
    return eventId == null ? null : new ReportedEventStore.EventRef(row.projectId(), eventId);
  }

  private static @Nullable String contexts(PreparedFeedback row) {
    var contexts = row.feedback().contexts();
    return contexts == null ? null : new String(contexts.toByteArray(), StandardCharsets.UTF_8);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /** Looks for the issues of some; whether there are more to look at. */
  boolean linkSome() {
    Instant now = clock.instant();
    var unlinked =
        jdbc.sql(UNLINKED)
            .param("since", now.minus(PATIENCE).toString())
            .param("after", linkedTo)
            .query((row, _) ->
                new Unlinked(
                    row.getLong("id"),
                    new ReportedEventStore.EventRef(
                        row.getLong("project_id"),
                        Objects.requireNonNull(row.getObject("event_id", UUID.class)))))
            .list();
    var issues = events.lockIssues(unlinked.stream().map(Unlinked::event).toList(), now);
    var found = unlinked.stream().filter(row -> issues.containsKey(row.event())).toList();
    if (!found.isEmpty()) {
      jdbc.sql(LINK)
          .param("ids", Columns.bigint(found.stream().map(Unlinked::id).toList()))
          .param("issues", Columns.nullableBigint(found, row -> issues.get(row.event())))
          .update();
    }
    boolean more = unlinked.size() == CHUNK;
    linkedTo = more ? unlinked.getLast().id() : 0;
    return more;
  }
}
