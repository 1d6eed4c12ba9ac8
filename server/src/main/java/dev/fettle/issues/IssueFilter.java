package dev.fettle.issues;

import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.FieldProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    long organizationId,
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
   * @throws ApiException 422 when one is not what it must be
   */
  static IssueFilter read(long organizationId, Map<String, List<String>> parameters, Instant now) {
    return new IssueFilter(
        organizationId,
        numbers(parameters, "id"),
        numbers(parameters, "project"),
        texts(parameters, "environment"),
        time(parameters, "start", now),
        time(parameters, "end", now),
        IssueQuery.parse(first(parameters, "query"), now));
  }

  /** The same within one project. */
  IssueFilter inProject(long projectId) {
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
      if (value != null && !value.isBlank() && texts.size() < MOST_VALUES) {
        texts.add(value);
      }
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
            FieldProblem.ofQuery(
                name,
                "int_parsing",
                "Input should be a valid integer, unable to parse string as an integer"));
      }
    }
    return numbers;
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
          FieldProblem.ofQuery(
              name,
              "datetime_parsing",
              "Input should be a date, a date and time, now, or now-24h with m, h, d or w"));
    }
    return time;
  }
}
