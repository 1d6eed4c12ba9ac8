package dev.fettle.issues;

import dev.fettle.platform.db.Columns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns a filter into SQL out of fixed pieces; values only ever become parameters.
 *
 * <p><b>The plan.</b> The indexes of {@code issue} are (organization, status, sort value, id), one
 * for each order. A list is therefore the merge of at most three scans, one for each status it may
 * hold, each of which reads in the order asked for and stops after a page; how many issues exist
 * does not matter. Conditions on columns and numbers are checked on the way.
 *
 * <p><b>Tags.</b> A value is one number in {@code issue_tag_hash}, so PostgreSQL knows how frequent
 * it is, which it does not of three columns that depend on each other. It walks the list and looks
 * each issue's hash up where most issues have the value, and begins with the value where few have.
 *
 * <p><b>Words.</b> Title and culprit are beside the issue, in a row that changes with the text
 * only, so that a trigram index can stand on them. A frequent word is found by walking the list, a
 * rare one by the index; one of less than three letters has no trigram and is always walked for.
 *
 * <p><b>Hits.</b> The first page reads on to the most that are counted, in the same statement;
 * later pages carry the number in their cursor.
 */
final class IssueSearch {

  /** Where a page begins. */
  record Position(String sortValue, long id) {}

  /** A statement and its parameters. */
  record Sql(String text, Map<String, Object> parameters) {}

  private static final Map<Term.Field, String> FIELDS =
      Map.of(Term.Field.LEVEL, "level", Term.Field.TYPE, "type", Term.Field.PLATFORM, "platform");

  private final IssueFilter filter;
  private final Instant now;
  private final Map<String, Object> parameters = new HashMap<>();
  private final List<String> conditions = new ArrayList<>();
  private boolean words;
  private final Set<Term.State> statuses =
      EnumSet.of(Term.State.UNRESOLVED, Term.State.RESOLVED, Term.State.IGNORED);

  private IssueSearch(IssueFilter filter, List<Long> projects, Instant now) {
    this.filter = filter;
    this.now = now;
    put("organization", filter.organizationId().value());
    if (projects.size() == 1) {
      put("project", projects.getFirst()); // alone it is the beginning of an index
    } else {
      put("projects", Columns.bigint(projects));
    }
  }

  /**
   * The ids of a page, or null when nothing can match.
   *
   * @param projects the living projects the filter allows
   * @param backward whether the rows before the position are wanted, nearest first
   */
  static @Nullable Sql page(
      IssueFilter filter,
      List<Long> projects,
      IssueSort sort,
      @Nullable Position position,
      boolean backward,
      int fetch,
      Instant now) {
    var search = new IssueSearch(filter, projects, now);
    if (!search.read()) {
      return null;
    }
    boolean descending = sort.descending() != backward;
    if (position != null) {
      search.put("sortValue", position.sortValue());
      search.put("positionId", position.id());
      search.conditions.add(
          "(i.%s, i.id) %s (:sortValue::%s, :positionId::bigint)"
              .formatted(sort.column().sqlName(), descending ? "<" : ">", sort.column().sqlType()));
    }
    search.put("fetch", fetch);
    return new Sql(
        """
        SELECT id, sort_key::text AS sort_value, 0 AS hits
        FROM (%s) m
        ORDER BY %s
        """
            .formatted(search.union(sort.column(), descending, "fetch"), order(descending)),
        search.parameters);
  }

  /**
   * The ids of the first page with the number of all that match, or null when nothing can match.
   *
   * @param most nothing is counted further than this
   */
  static @Nullable Sql firstPage(
      IssueFilter filter, List<Long> projects, IssueSort sort, int fetch, int most, Instant now) {
    var search = new IssueSearch(filter, projects, now);
    if (!search.read()) {
      return null;
    }
    search.put("fetch", fetch);
    search.put("most", Math.max(fetch, most));
    return new Sql(
        """
        WITH m AS MATERIALIZED (%s)
        SELECT id, sort_key::text AS sort_value, (SELECT count(*) FROM m) AS hits
        FROM m
        ORDER BY %s
        LIMIT :fetch
        """
            .formatted(
                search.union(sort.column(), sort.descending(), "most"), order(sort.descending())),
        search.parameters);
  }

  /** The statuses a filter asks for when it asks for nothing else, else null. */
  static @Nullable List<String> statusesAlone(
      IssueFilter filter, List<Long> projects, Instant now) {
    var search = new IssueSearch(filter, projects, now);
    if (search.read() && search.conditions.isEmpty()) {
      return search.statuses.stream().map(IssueSearch::sqlName).toList();
    }
    return null;
  }

  private static String sqlName(Term.State status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  /** The events of the matching issues by hour; null when nothing can match. */
  static @Nullable Sql histogram(
      IssueFilter filter, List<Long> projects, Instant from, int mostIssues, Instant now) {
    var search = new IssueSearch(filter, projects, now);
    if (!search.read()) {
      return null;
    }
    search.put("fetch", mostIssues);
    search.put("from", from.toString());
    search.conditions.add("i.last_seen >= :from::timestamptz");
    return new Sql(
        """
        SELECT h.hour,
          coalesce(sum(h.event_count) FILTER (WHERE m.first_seen < :from::timestamptz), 0) AS known,
          coalesce(sum(h.event_count) FILTER (WHERE m.first_seen >= :from::timestamptz), 0) AS fresh
        FROM (%s) m
        JOIN issue_hour h ON h.issue_id = m.id AND h.hour >= :from::timestamptz
        GROUP BY h.hour
        ORDER BY h.hour
        """
            .formatted(search.union(IssueSort.Column.LAST_SEEN, true, "fetch")),
        search.parameters);
  }

  private String union(IssueSort.Column column, boolean descending, String limit) {
    var scans =
        statuses.stream()
            .map(status -> scan(status, column, descending, limit))
            .collect(Collectors.joining("\nUNION ALL\n"));
    return statuses.size() == 1
        ? scans
        : "SELECT id, sort_key, first_seen FROM (\n%s\n) u ORDER BY %s LIMIT :%s"
            .formatted(scans, order(descending), limit);
  }

  private static String order(boolean descending) {
    return descending ? "sort_key DESC, id DESC" : "sort_key, id";
  }

  private String scan(
      Term.State status, IssueSort.Column column, boolean descending, String limit) {
    var direction = descending ? "DESC" : "ASC";
    return """
    (SELECT i.id, i.%s AS sort_key, i.first_seen
    FROM issue i%s
    WHERE i.organization_id = :organization
      AND i.status = '%s'
      AND i.deleted_at IS NULL
      AND i.project_id %s%s
    ORDER BY i.%s %s, i.id %s
    LIMIT :%s)\
    """
        .formatted(
            column.sqlName(),
            words ? "\n    JOIN issue_text x ON x.issue_id = i.id" : "",
            sqlName(status),
            parameters.containsKey("project")
                ? "= :project::bigint"
                : "= ANY (:projects::bigint[])",
            conditions.stream().map(text -> "\n  AND " + text).collect(Collectors.joining()),
            column.sqlName(),
            direction,
            direction,
            limit);
  }

  /** Reads the filter into conditions; false when nothing can match. */
  private boolean read() {
    if (!filter.ids().isEmpty()) {
      put("ids", Columns.bigint(filter.ids()));
      conditions.add("i.id = ANY (:ids::bigint[])");
    }
    if (filter.start() != null) {
      put("start", filter.start().toString());
      conditions.add("i.last_seen >= :start::timestamptz");
    }
    if (filter.end() != null) {
      put("end", filter.end().toString());
      conditions.add("i.first_seen <= :end::timestamptz");
    }
    if (!filter.environments().isEmpty()) {
      var hashes =
          filter.environments().stream()
              .map(name -> TagHash.of(filter.organizationId().value(), "environment", name))
              .toList();
      put("environments", Columns.bigint(hashes));
      conditions.add(hasTag("t.hash = ANY (:environments::bigint[])"));
    }
    int number = 0;
    for (var clause : filter.query().clauses()) {
      if (!add(clause, number++)) {
        return false;
      }
    }
    return !statuses.isEmpty();
  }

  private boolean add(IssueQuery.Clause clause, int number) {
    boolean negated = clause.negated();
    switch (clause.term()) {
      case Term.Always _ -> {
        return !negated;
      }
      case Term.Is(Term.State state) -> addState(state, negated);
      case Term.Column(Term.Field field, List<String> values) -> {
        put("value" + number, Columns.text(values));
        conditions.add(
            "(i.%s = ANY (:value%d::text[])) IS %sTRUE"
                .formatted(FIELDS.get(field), number, negated ? "NOT " : ""));
      }
      case Term.Tag(String key, List<String> values) -> addTag(key, values, negated, number);
      case Term.HasTag(String key) -> {
        put("tag" + number, TagHash.ofKey(filter.organizationId().value(), key));
        conditions.add(not(negated) + hasTag("t.hash = :tag%d::bigint".formatted(number)));
      }
      case Term.Seen(Term.SeenField field, Term.Comparison comparison, Instant time) -> {
        put("value" + number, time.toString());
        conditions.add(
            not(negated)
                + "(i.%s %s :value%d::timestamptz)"
                    .formatted(field.name().toLowerCase(Locale.ROOT), comparison.sign(), number));
      }
      case Term.Amount(Term.NumberField field, Term.Comparison comparison, long value) -> {
        put("value" + number, value);
        var column = field == Term.NumberField.EVENTS ? "event_count" : "user_count";
        conditions.add(
            not(negated)
                + "(i.%s %s :value%d::bigint)".formatted(column, comparison.sign(), number));
      }
      case Term.Projects(List<Long> ids) -> addIds("project_id", ids, negated, number);
      case Term.Issues(List<Long> ids) -> addIds("id", ids, negated, number);
      case Term.Word(List<String> parts) -> addWord(parts, negated, number);
    }
    return true;
  }

  private void addTag(String key, List<String> values, boolean negated, int number) {
    var hashes =
        values.stream()
            .map(value -> TagHash.of(filter.organizationId().value(), key, value))
            .toList();
    put("tag" + number, hashes.size() == 1 ? hashes.getFirst() : Columns.bigint(hashes));
    conditions.add(
        not(negated)
            + hasTag(
                (hashes.size() == 1 ? "t.hash = :tag%d::bigint" : "t.hash = ANY (:tag%d::bigint[])")
                    .formatted(number)));
  }

  private void addIds(String column, List<Long> ids, boolean negated, int number) {
    put("value" + number, Columns.bigint(ids));
    conditions.add(not(negated) + "(i.%s = ANY (:value%d::bigint[]))".formatted(column, number));
  }

  private void addWord(List<String> parts, boolean negated, int number) {
    var pattern = parts.stream().map(IssueSearch::escape).collect(Collectors.joining("%"));
    put("word" + number, "%" + pattern + "%");
    words = true;
    if (!negated) { // its index finds what was said a minute ago: what is said now decides
      conditions.add("x.words ILIKE :word%d::text".formatted(number));
    }
    conditions.add(
        not(negated)
            + "(x.title ILIKE :word%d::text OR x.culprit ILIKE :word%d::text)"
                .formatted(number, number));
  }

  private void addState(Term.State state, boolean negated) {
    switch (state) {
      case UNRESOLVED, RESOLVED, IGNORED -> {
        if (negated) {
          statuses.remove(state);
        } else {
          statuses.retainAll(Set.of(state));
        }
      }
      case HANDLED -> conditions.add(negated ? "i.is_unhandled" : "NOT i.is_unhandled");
      case UNHANDLED -> conditions.add(negated ? "NOT i.is_unhandled" : "i.is_unhandled");
      case NEW -> {
        put("newSince", now.minus(Issue.NEW_FOR).toString());
        addUnresolved("i.first_seen >= :newSince::timestamptz", negated);
      }
      case REGRESSED -> {
        put("regressedSince", now.minus(Issue.REGRESSED_FOR).toString());
        addUnresolved(
            "(i.regressed_at IS NOT NULL AND i.regressed_at >= :regressedSince::timestamptz)",
            negated);
      }
    }
  }

  /** A state that only unresolved issues have. */
  private void addUnresolved(String condition, boolean negated) {
    if (negated) {
      conditions.add("NOT (i.status = 'unresolved' AND " + condition + ")");
    } else {
      statuses.retainAll(Set.of(Term.State.UNRESOLVED));
      conditions.add(condition);
    }
  }

  private static String hasTag(String condition) {
    return "EXISTS (SELECT 1 FROM issue_tag_hash t WHERE t.issue_id = i.id AND %s)"
        .formatted(condition);
  }

  private static String not(boolean negated) {
    return negated ? "NOT " : "";
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  private void put(String name, Object value) {
    parameters.put(name, value);
  }
}
