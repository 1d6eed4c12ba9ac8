package dev.fettle.issues;

import dev.fettle.core.id.OrganizationId;
import java.time.Instant;
import java.util.List;
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

  IssueFilter {
    ids = List.copyOf(ids);
    projects = List.copyOf(projects);
    environments = List.copyOf(environments);
  }

  /** The same within one project. */
  IssueFilter withProject(long projectId) {
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
}
