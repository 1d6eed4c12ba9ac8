package dev.fettle.issues;

import dev.fettle.core.id.OrganizationId;
import dev.fettle.core.query.MalformedQueryException;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.FieldProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query parameters of {@link IssueListRoutes}, read into what the domain knows. */
record IssueListParameters(Map<String, List<String>> values) {

  private static final int MOST_VALUES = 1_000;

  /** Parameters of a list that may come more than once. */
  private static final Set<String> LISTS = Set.of("id", "project", "environment");

  /** Parameters of a list that narrow it, and those that only arrange it. */
  private static final Set<String> SINGLE =
      Set.of("query", "start", "end", "sort", "statsPeriod", "groupStatsPeriod");

  /** Those that name a page of it, which a change knows nothing of. */
  private static final Set<String> PAGING = Set.of("cursor", "limit");

  /**
   * Which issues are meant.
   *
   * @param exact whether issues are going to be changed: then nothing in the query is guessed
   * @throws ApiException 422 when a parameter is not what it must be, 400 when a part of the query
   *     is not understood
   */
  IssueFilter filter(
      OrganizationId organizationId, IssueQuery.Names names, Instant now, boolean exact) {
    return new IssueFilter(
        organizationId,
        numbers("id"),
        numbers("project"),
        texts("environment"),
        time("start", now),
        time("end", now),
        query(names, now, exact));
  }

  private IssueQuery query(IssueQuery.Names names, Instant now, boolean exact) {
    var text = first("query");
    try {
      return IssueQueryReader.read(text, names, now, exact);
    } catch (MalformedQueryException e) {
      throw ApiException.badRequest(
          "%sThe search is not understood at character %d: %s."
              .formatted(
                  exact ? "Nothing was changed. " : "",
                  text.codePointCount(0, e.position()) + 1,
                  e.getMessage()));
    }
  }

  /**
   * Refuses what a change of many issues would otherwise pass over, and hit more than was meant.
   *
   * @throws ApiException 422 for a parameter that is unknown, empty or given twice, 400 for one
   *     that names a page
   */
  void requireKnown() {
    values.forEach((name, given) -> {
      if (PAGING.contains(name)) {
        throw ApiException.badRequest(
            "Nothing was changed: a change hits all issues that are meant, not a page of them. Leave out %s, or name the issues by id."
                .formatted(name));
      }
      boolean list = LISTS.contains(name);
      if (!list && !SINGLE.contains(name)) {
        throw ApiException.unprocessable(
            FieldProblem.ofQuery(
                name,
                "extra_forbidden",
                "Nothing was changed: this parameter is unknown here, and without it more issues"
                    + " may be meant"));
      }
      if (!list && given.size() > 1) {
        throw ApiException.unprocessable(
            FieldProblem.ofQuery(name, "too_long", "Nothing was changed: give it only once"));
      }
      if (list && given.stream().anyMatch(value -> value == null || value.isBlank())) {
        throw invalid(name, 0, "missing", "Nothing was changed: a value is empty");
      }
    });
  }

  /**
   * That filter within one project.
   *
   * @throws ApiException 422 when other projects were asked for
   */
  static IssueFilter inProject(IssueFilter filter, long projectId) {
    if (filter.projects().stream().anyMatch(id -> id != projectId)) {
      throw invalid("project", null, "value_error", "The path names another project");
    }
    return filter.withProject(projectId);
  }

  /**
   * The order of the list.
   *
   * @throws ApiException 422 for a word that is none
   */
  IssueSort sort() {
    var sort = IssueSort.find(first("sort"));
    if (sort == null) {
      throw ApiException.unprocessable(
          FieldProblem.ofQuery(
              "sort",
              "literal_error",
              "Input should be last_seen, first_seen, count or priority, with a minus for descending"));
    }
    return sort;
  }

  /**
   * The period of its trends; null when none is given.
   *
   * @throws ApiException 422 for a text that is none
   */
  @Nullable StatsPeriod period() {
    var text = first("statsPeriod");
    if (text.isEmpty()) {
      return null;
    }
    var period = StatsPeriod.find(text);
    if (period == null) {
      throw invalid(
          "statsPeriod",
          null,
          "string_pattern_mismatch",
          "Input should be a number with m, h, d or w, such as 24h or 14d");
    }
    return period;
  }

  /** The same; a day when none is given. */
  StatsPeriod periodOrDay() {
    var period = period();
    return period == null ? StatsPeriod.DAY : period;
  }

  /** A parameter's first value; empty when it is not there. */
  String first(String name) {
    var given = values.get(name);
    return given == null || given.isEmpty() || given.getFirst() == null ? "" : given.getFirst();
  }

  /**
   * The numbers of a parameter that may come more than once.
   *
   * @throws ApiException 422 when one is none, or they are too many
   */
  List<Long> numbers(String name) {
    var numbers = new ArrayList<Long>();
    for (var text : texts(name)) {
      try {
        numbers.add(Long.parseLong(text.strip()));
      } catch (NumberFormatException _) {
        throw invalid(
            name,
            numbers.size(),
            "int_parsing",
            "Input should be a valid integer, unable to parse string as an integer");
      }
    }
    return numbers;
  }

  private List<String> texts(String name) {
    var texts = new ArrayList<String>();
    for (var value : values.getOrDefault(name, List.of())) {
      if (value != null && !value.isBlank()) {
        texts.add(value);
      }
    }
    if (texts.size() > MOST_VALUES) {
      throw tooMany(name, MOST_VALUES);
    }
    return texts;
  }

  private @Nullable Instant time(String name, Instant now) {
    var text = first(name).strip();
    if (text.isEmpty()) {
      return null;
    }
    var time = TimeText.parse(text, now);
    if (time == null) {
      throw invalid(
          name,
          null,
          "datetime_parsing",
          "Input should be a date, a date and time, now, or now-24h with m, h, d or w");
    }
    return time;
  }

  /** 422: more values of a parameter than are looked at. */
  static ApiException tooMany(String name, int most) {
    return invalid(name, null, "too_long", "List should have at most %d items".formatted(most));
  }

  /** GlitchTip's place of a filter: {@code ["query", "filters", "project", 0]}. */
  private static ApiException invalid(
      String name, @Nullable Integer index, String type, String message) {
    return ApiException.unprocessable(
        new FieldProblem(
            type,
            index == null
                ? List.of("query", "filters", name)
                : List.of("query", "filters", name, index),
            message,
            Map.of()));
  }
}
