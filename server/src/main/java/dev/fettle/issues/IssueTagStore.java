package dev.fettle.issues;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fettle.platform.db.Columns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts events by issue, tag and value. An issue shows {@value #MOST_VALUES} values of a key
 * ({@value #MOST_NAMED_VALUES} of release and environment); events with a further value are counted
 * exactly in the row of the empty value, so that the sum of a key's rows is always the number of
 * events that had the key. Searches find every value: each has its {@link TagHash} beside the
 * issue, however many there are, some 100 bytes for a value that is new to an issue and nothing for
 * one that is not. The issues are locked by the digest's transaction, so nobody else adds values to
 * them.
 */
final class IssueTagStore {

  static final int MOST_VALUES = 100;
  static final int MOST_NAMED_VALUES = 1000;

  /** The value of the row that counts all values beyond the cap. */
  static final String OTHER = "";

  /** A value of an issue's tag; an entry of the batch's sums. */
  private record Entry(long issueId, String key, String value) {}

  private record Key(long issueId, String name) {
    int cap() {
      return name.equals("release") || name.equals("environment") ? MOST_NAMED_VALUES : MOST_VALUES;
    }
  }

  /**
   * @param others distinct values beyond the cap that the issue had not had
   */
  private record Count(IssueDelta delta, long events, long others, Instant at) {
    Count plus(Count other) {
      return new Count(
          delta,
          events + other.events,
          others + other.others,
          other.at.isAfter(at) ? other.at : at);
    }
  }

  /** Answers the places, from 1, of the entries that had a row. Touches no indexed column. */
  static final String ADD_KNOWN =
      """
      UPDATE issue_tag t
      SET event_count = t.event_count + d.events,
        last_seen = greatest(t.last_seen, d.at)
      FROM unnest(:issues::bigint[], :keys::text[], :values::text[], :events::bigint[],
          :times::timestamptz[])
        WITH ORDINALITY AS d (issue_id, key, value, events, at, place)
      WHERE t.issue_id = d.issue_id
        AND t.key = d.key
        AND t.value = d.value
      RETURNING d.place
      """;

  static final String COUNT_VALUES =
      """
      SELECT k.issue_id, k.key, v.kept
      FROM unnest(:issues::bigint[], :keys::text[]) AS k (issue_id, key)
      CROSS JOIN LATERAL (
        SELECT count(*) AS kept
        FROM issue_tag t
        WHERE t.issue_id = k.issue_id
          AND t.key = k.key
          AND t.value <> ''
      ) v
      WHERE v.kept > 0
      """;

  static final String ADD_NEW =
      """
      INSERT INTO issue_tag (issue_id, project_id, key, value, event_count, other_values,
        first_seen, last_seen)
      SELECT issue_id, project_id, key, value, events, nullif(others, 0), at, at
      FROM unnest(:issues::bigint[], :projects::bigint[], :keys::text[], :values::text[],
          :events::bigint[], :others::bigint[], :times::timestamptz[])
        AS d (issue_id, project_id, key, value, events, others, at)
      ON CONFLICT (issue_id, key, value)
      DO UPDATE SET event_count = issue_tag.event_count + excluded.event_count,
        other_values =
          CASE WHEN excluded.other_values IS NULL THEN issue_tag.other_values
            ELSE coalesce(issue_tag.other_values, 0) + excluded.other_values END,
        last_seen = greatest(issue_tag.last_seen, excluded.last_seen)
      """;

  /** Answers those that the issues had not had. */
  static final String ADD_HASHES =
      """
      INSERT INTO issue_tag_hash (issue_id, hash)
      SELECT issue_id, hash
      FROM unnest(:issues::bigint[], :hashes::bigint[]) AS h (issue_id, hash)
      ORDER BY issue_id, hash
      ON CONFLICT (issue_id, hash) DO NOTHING
      RETURNING issue_id, hash
      """;

  private final JdbcClient jdbc;

  /** Keys that are at their cap; they stay so. Spares the count for every batch. */
  private final Cache<Key, Boolean> full = Caffeine.newBuilder().maximumSize(50_000).build();

  IssueTagStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(Collection<IssueDelta> deltas) {
    var sums = new LinkedHashMap<Entry, Count>();
    for (var delta : deltas) {
      var at = delta.newest().received();
      delta
          .tags()
          .forEach((tag, events) ->
              sums.merge(
                  new Entry(delta.issueId(), tag.key(), tag.value()),
                  new Count(delta, events, 0, at),
                  Count::plus));
    }
    if (!sums.isEmpty()) {
      var unknown = addKnown(sums);
      if (!unknown.isEmpty()) {
        addNew(withinCaps(unknown, keptValues(unknown.keySet()), addHashes(unknown)));
      }
    }
  }

  /** Adds to rows that exist; the others. */
  private Map<Entry, Count> addKnown(Map<Entry, Count> sums) {
    var entries = List.copyOf(sums.keySet());
    var counts = sums.values();
    var found = new HashSet<Long>();
    jdbc.sql(ADD_KNOWN)
        .param("issues", Columns.bigint(entries.stream().map(Entry::issueId).toList()))
        .param("keys", Columns.text(entries.stream().map(Entry::key).toList()))
        .param("values", Columns.text(entries.stream().map(Entry::value).toList()))
        .param("events", Columns.bigint(counts.stream().map(Count::events).toList()))
        .param("times", Columns.timestamptz(counts.stream().map(Count::at).toList()))
        .query(rows -> {
          found.add(rows.getLong("place"));
        });
    var unknown = new LinkedHashMap<Entry, Count>();
    long place = 0;
    for (var sum : sums.entrySet()) {
      if (!found.contains(++place)) {
        unknown.put(sum.getKey(), sum.getValue());
      }
    }
    return unknown;
  }

  /** A hash of an issue. */
  private record Found(long issueId, long hash) {}

  /** Makes values and keys findable; the hashes that are new to their issue. */
  private Set<Found> addHashes(Map<Entry, Count> unknown) {
    var hashes = new LinkedHashSet<Found>();
    unknown.forEach((entry, count) -> {
      long organization = count.delta().organizationId();
      hashes.add(new Found(entry.issueId(), TagHash.of(organization, entry.key(), entry.value())));
      if (full.getIfPresent(new Key(entry.issueId(), entry.key())) == null) {
        hashes.add(new Found(entry.issueId(), TagHash.ofKey(organization, entry.key())));
      }
    });
    return new HashSet<>(
        jdbc.sql(ADD_HASHES)
            .param("issues", Columns.bigint(hashes.stream().map(Found::issueId).toList()))
            .param("hashes", Columns.bigint(hashes.stream().map(Found::hash).toList()))
            .query((rows, _) -> new Found(rows.getLong("issue_id"), rows.getLong("hash")))
            .list());
  }

  private Map<Key, Integer> keptValues(Set<Entry> unknown) {
    var kept = new HashMap<Key, Integer>();
    var asked = new LinkedHashMap<Key, Boolean>();
    for (var entry : unknown) {
      var key = new Key(entry.issueId(), entry.key());
      if (full.getIfPresent(key) != null) {
        kept.put(key, key.cap());
      } else {
        asked.put(key, true);
      }
    }
    if (!asked.isEmpty()) {
      var keys = asked.keySet();
      jdbc.sql(COUNT_VALUES)
          .param("issues", Columns.bigint(keys.stream().map(Key::issueId).toList()))
          .param("keys", Columns.text(keys.stream().map(Key::name).toList()))
          .query(rows -> {
            kept.put(new Key(rows.getLong("issue_id"), rows.getString("key")), rows.getInt("kept"));
          });
    }
    return kept;
  }

  /** What is written: values as long as there is room, the rest summed in the row of the others. */
  private Map<Entry, Count> withinCaps(
      Map<Entry, Count> unknown, Map<Key, Integer> kept, Set<Found> fresh) {
    var rows = new LinkedHashMap<Entry, Count>();
    var filled = new ArrayList<Key>();
    unknown.forEach((entry, count) -> {
      var key = new Key(entry.issueId(), entry.key());
      int values = kept.getOrDefault(key, 0);
      if (values < key.cap()) {
        kept.put(key, values + 1);
        rows.put(entry, count);
      } else {
        var hash = TagHash.of(count.delta().organizationId(), entry.key(), entry.value());
        long others = fresh.contains(new Found(entry.issueId(), hash)) ? 1 : 0;
        rows.merge(
            new Entry(entry.issueId(), entry.key(), OTHER),
            new Count(count.delta(), count.events(), others, count.at()),
            Count::plus);
        filled.add(key);
      }
    });
    rememberAfterCommit(filled);
    return rows;
  }

  private void addNew(Map<Entry, Count> sums) {
    var entries = List.copyOf(sums.keySet());
    var counts = sums.values();
    jdbc.sql(ADD_NEW)
        .param("issues", Columns.bigint(entries.stream().map(Entry::issueId).toList()))
        .param(
            "projects",
            Columns.bigint(counts.stream().map(row -> row.delta().projectId()).toList()))
        .param("keys", Columns.text(entries.stream().map(Entry::key).toList()))
        .param("values", Columns.text(entries.stream().map(Entry::value).toList()))
        .param("events", Columns.bigint(counts.stream().map(Count::events).toList()))
        .param("others", Columns.bigint(counts.stream().map(Count::others).toList()))
        .param("times", Columns.timestamptz(counts.stream().map(Count::at).toList()))
        .update();
  }

  private void rememberAfterCommit(List<Key> keys) {
    if (!keys.isEmpty()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              keys.forEach(key -> full.put(key, Boolean.TRUE));
            }
          });
    }
  }
}
