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
 * does not matter. Conditions on columns, tags (a look-up in {@code issue_tag}, whose index begins
 * with project, key, value) and numbers are checked on the way.
 *
 * <p><b>Words.</b> A trigram index would have to be touched by every change of an issue, which is
 * every batch of events, because PostgreSQL writes all indexes of a row whose indexed columns
 * change. Instead words are looked for in the first {@value #WORD_WINDOW} issues of each scan, by
 * {@code ILIKE}: some 50 ms at worst, whatever the size of the organization. What is further away
 * is found by narrowing the filter (project, status, time).
 */
final class IssueSearch {

  /** Issues of one status whose title and culprit are read for words. */
  static final int WORD_WINDOW = 20_000;

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
  private final List<String> words = new ArrayList<>();
  private final Set<Term.State> statuses =
      EnumSet.of(Term.State.UNRESOLVED, Term.State.RESOLVED, Term.State.IGNORED);

  private IssueSearch(IssueFilter filter, List<Long> projects, Instant now) {
    this.filter = filter;
    this.now = now;
    put("organization", filter.organizationId());
    put("projects", Columns.bigint(projects));
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
    return new Sql(search.union(sort.column(), descending, "fetch"), search.parameters);
  }

  /** How many match, counted up to a limit; null when nothing can match. */
  static @Nullable Sql count(IssueFilter filter, List<Long> projects, int limit, Instant now) {
    var search = new IssueSearch(filter, projects, now);
    if (!search.read()) {
      return null;
    }
    search.put("fetch", limit);
    return new Sql(
        "SELECT count(*) FROM (%s) matches"
            .formatted(search.union(IssueSort.Column.LAST_SEEN, true, "fetch")),
        search.parameters);
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
    var direction = descending ? "DESC" : "ASC";
    var order =
        "ORDER BY %s %s, id %s LIMIT :%s".formatted(column.sqlName(), direction, direction, limit);
    var scans =
        statuses.stream()
            .map(status -> scan(status, column, direction, order))
            .collect(Collectors.joining("\nUNION ALL\n"));
    return "SELECT id, sort_value, first_seen FROM (\n%s\n) u ORDER BY %s %s, id %s LIMIT :%s"
        .formatted(scans, column.sqlName(), direction, direction, limit);
  }

  private String scan(Term.State status, IssueSort.Column column, String direction, String order) {
    var columns = columns(column);
    var found =
        """
        SELECT %s, i.title, i.culprit
        FROM issue i
        WHERE i.organization_id = :organization
          AND i.status = '%s'
          AND i.deleted_at IS NULL
          AND i.project_id = ANY (:projects::bigint[])%s
        """
            .formatted(
                columns,
                status.name().toLowerCase(Locale.ROOT),
                conditions.stream().map(text -> "\n  AND " + text).collect(Collectors.joining()));
    if (words.isEmpty()) {
      return "("
          + found
          + order.replace("ORDER BY ", "ORDER BY i.").replace(", id", ", i.id")
          + ")";
    }
    return """
    (SELECT * FROM (
    %s
    ORDER BY i.%s %s, i.id %s
    LIMIT %d) w
    WHERE %s
    %s)\
    """
        .formatted(
            found,
            column.sqlName(),
            direction,
            direction,
            WORD_WINDOW,
            String.join("\n  AND ", words),
            order);
  }

  private static String columns(IssueSort.Column column) {
    var sort = column.sqlName();
    var base = "i.id, i.%s::text AS sort_value, i.first_seen".formatted(sort);
    return column == IssueSort.Column.FIRST_SEEN ? base : base + ", i." + sort;
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
      put("environments", Columns.text(filter.environments()));
      conditions.add(hasTag("t.key = 'environment' AND t.value = ANY (:environments::text[])"));
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
        put("key" + number, key);
        conditions.add(not(negated) + hasTag("t.key = :key%d::text".formatted(number)));
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
    put("key" + number, key);
    put("value" + number, values.size() == 1 ? values.getFirst() : Columns.text(values));
    conditions.add(
        not(negated)
            + hasTag(
                (values.size() == 1
                        ? "t.key = :key%d::text AND t.value = :value%d::text"
                        : "t.key = :key%d::text AND t.value = ANY (:value%d::text[])")
                    .formatted(number, number)));
  }

  private void addIds(String column, List<Long> ids, boolean negated, int number) {
    put("value" + number, Columns.bigint(ids));
    conditions.add(not(negated) + "(i.%s = ANY (:value%d::bigint[]))".formatted(column, number));
  }

  private void addWord(List<String> parts, boolean negated, int number) {
    var pattern = parts.stream().map(IssueSearch::escape).collect(Collectors.joining("%"));
    put("word" + number, "%" + pattern + "%");
    words.add(
        not(negated)
            + "(w.title ILIKE :word%d::text OR w.culprit ILIKE :word%d::text)"
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
    return """
    EXISTS (
        SELECT 1
        FROM issue_tag t
        WHERE t.issue_id = i.id
          AND t.project_id = i.project_id
          AND %s)\
    """
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
