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

/**
 * Which issues of an organization are meant.
 *
 * @param ids these only; empty: any
 * @param projects of these only; empty: of any
 * @param environments seen in any of these; empty: in any
 * @param start last seen at or after
 * @param end first seen at or before
 */
record IssueFilter(
    OrganizationId organizationId,
    List<Long> ids,
    List<Long> projects,
    List<String> environments,
    @Nullable Instant start,
    @Nullable Instant end,
    IssueQuery query) {

  private static final int MOST_VALUES = 1_000;

  IssueFilter {
    ids = List.copyOf(ids);
    projects = List.copyOf(projects);
    environments = List.copyOf(environments);
  }

  /**
   * Reads the parameters of a request.
   *
   * @param exact whether issues are going to be changed: then nothing in the query is guessed
   * @throws ApiException 422 when a parameter is not what it must be, 400 when a part of the query
   *     is not understood
   */
  static IssueFilter read(
      OrganizationId organizationId,
      Map<String, List<String>> parameters,
      IssueQuery.Names names,
      Instant now,
      boolean exact) {
    return new IssueFilter(
        organizationId,
        numbers(parameters, "id"),
        numbers(parameters, "project"),
        texts(parameters, "environment"),
        time(parameters, "start", now),
        time(parameters, "end", now),
        query(first(parameters, "query"), names, now, exact));
  }

  private static IssueQuery query(String text, IssueQuery.Names names, Instant now, boolean exact) {
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

  /** Parameters of a list that may come more than once. */
  private static final Set<String> LISTS = Set.of("id", "project", "environment");

  /** Parameters of a list that narrow it, and those that only arrange it. */
  private static final Set<String> SINGLE =
      Set.of("query", "start", "end", "sort", "statsPeriod", "groupStatsPeriod");

  /** Those that name a page of it, which a change knows nothing of. */
  private static final Set<String> PAGING = Set.of("cursor", "limit");

  /**
   * Refuses what a change of many issues would otherwise pass over, and hit more than was meant.
   *
   * @throws ApiException 422 for a parameter that is unknown, empty or given twice, 400 for one
   *     that names a page
   */
  static void requireKnown(Map<String, List<String>> parameters) {
    parameters.forEach((name, values) -> {
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
      if (!list && values.size() > 1) {
        throw ApiException.unprocessable(
            FieldProblem.ofQuery(name, "too_long", "Nothing was changed: give it only once"));
      }
      if (list && values.stream().anyMatch(value -> value == null || value.isBlank())) {
        throw ApiException.unprocessable(
            problem(name, 0, "missing", "Nothing was changed: a value is empty"));
      }
    });
  }

  /**
   * The same within one project.
   *
   * @throws ApiException 422 when other projects were asked for
   */
  IssueFilter inProject(long projectId) {
    if (projects.stream().anyMatch(id -> id != projectId)) {
      throw ApiException.unprocessable(
          problem("project", null, "value_error", "The path names another project"));
    }
    return new IssueFilter(
        organizationId, ids, List.of(projectId), environments, start, end, query);
  }

  /** The same whenever it was seen. */
  IssueFilter anyTime() {
    return new IssueFilter(organizationId, ids, projects, environments, null, null, query);
  }

  /** The same with another query. */
  IssueFilter withQuery(IssueQuery other) {
    return new IssueFilter(organizationId, ids, projects, environments, start, end, other);
  }

  static String first(Map<String, List<String>> parameters, String name) {
    var values = parameters.get(name);
    return values == null || values.isEmpty() || values.getFirst() == null ? "" : values.getFirst();
  }

  private static List<String> texts(Map<String, List<String>> parameters, String name) {
    var texts = new ArrayList<String>();
    for (var value : parameters.getOrDefault(name, List.of())) {
      if (value != null && !value.isBlank()) {
        texts.add(value);
      }
    }
    if (texts.size() > MOST_VALUES) {
      throw ApiException.unprocessable(
          problem(
              name, null, "too_long", "List should have at most %d items".formatted(MOST_VALUES)));
    }
    return texts;
  }

  static List<Long> numbers(Map<String, List<String>> parameters, String name) {
    var numbers = new ArrayList<Long>();
    for (var text : texts(parameters, name)) {
      try {
        numbers.add(Long.parseLong(text.strip()));
      } catch (NumberFormatException _) {
        throw ApiException.unprocessable(
            problem(
                name,
                numbers.size(),
                "int_parsing",
                "Input should be a valid integer, unable to parse string as an integer"));
      }
    }
    return numbers;
  }

  /** GlitchTip's place of a filter: {@code ["query", "filters", "project", 0]}. */
  static FieldProblem problem(String name, @Nullable Integer index, String type, String message) {
    return new FieldProblem(
        type,
        index == null
            ? List.of("query", "filters", name)
            : List.of("query", "filters", name, index),
        message,
        Map.of());
  }

  private static @Nullable Instant time(
      Map<String, List<String>> parameters, String name, Instant now) {
    var text = first(parameters, name).strip();
    if (text.isEmpty()) {
      return null;
    }
    var time = TimeText.parse(text, now);
    if (time == null) {
      throw ApiException.unprocessable(
          problem(
              name,
              null,
              "datetime_parsing",
              "Input should be a date, a date and time, now, or now-24h with m, h, d or w"));
    }
    return time;
  }
}
