package dev.fettle.issues;

import dev.fettle.organizations.Membership;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.Body;
import dev.fettle.platform.http.FieldProblem;
import dev.fettle.platform.http.Origin;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Scope;
import dev.fettle.platform.paging.Page;
import dev.fettle.platform.paging.PageRequest;
import dev.fettle.projects.ProjectAccess;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Issues of an organization: the list, its head, and changes to many at once. */
@RestController
@RequestMapping("/api/0")
final class IssueListRoutes {

  private static final int MOST_GROUPS = 200;
  private static final int COUNT_CAP = 1_000;
  private static final int MOST_HISTOGRAM_DAYS = 14;

  private final Issues issues;

  IssueListRoutes(Issues issues) {
    this.issues = issues;
  }

  @GetMapping("/organizations/{organization}/issues/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_READ, Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  Page<IssueResponse> list(
      Membership membership,
      @RequestParam MultiValueMap<String, String> parameters,
      PageRequest request,
      Origin origin,
      HttpServletResponse response) {
    return list(membership, filter(membership, parameters), parameters, request, origin, response);
  }

  @GetMapping("/projects/{organization}/{project}/issues/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_READ, Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  Page<IssueResponse> listOfProject(
      ProjectAccess access,
      @RequestParam MultiValueMap<String, String> parameters,
      PageRequest request,
      Origin origin,
      HttpServletResponse response) {
    var filter =
        IssueListParameters.inProject(filter(access.membership(), parameters), access.projectId());
    return list(access.membership(), filter, parameters, request, origin, response);
  }

  /** A status for everything the filters mean. */
  @PutMapping("/organizations/{organization}/issues/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  BulkResponse update(
      Membership membership,
      @RequestParam MultiValueMap<String, String> parameters,
      @Body IssueChange wanted) {
    return update(membership, bulkFilter(membership, parameters), wanted);
  }

  @PutMapping("/projects/{organization}/{project}/issues/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  BulkResponse updateOfProject(
      ProjectAccess access,
      @RequestParam MultiValueMap<String, String> parameters,
      @Body IssueChange wanted) {
    return update(
        access.membership(),
        IssueListParameters.inProject(
            bulkFilter(access.membership(), parameters), access.projectId()),
        wanted);
  }

  private BulkResponse update(Membership by, IssueFilter filter, IssueChange wanted) {
    var status = wanted.status();
    int updated = status == null ? 0 : issues.setStatus(filter, status.text(), by.accountId());
    return new BulkResponse(status == null ? null : status.text(), null, updated);
  }

  /** GlitchTip answers a deletion with the status "resolved". */
  @DeleteMapping("/organizations/{organization}/issues/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  BulkResponse delete(
      Membership membership, @RequestParam MultiValueMap<String, String> parameters) {
    return new BulkResponse("resolved", null, issues.delete(bulkFilter(membership, parameters)));
  }

  @DeleteMapping("/projects/{organization}/{project}/issues/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  BulkResponse deleteOfProject(
      ProjectAccess access, @RequestParam MultiValueMap<String, String> parameters) {
    var filter =
        IssueListParameters.inProject(
            bulkFilter(access.membership(), parameters), access.projectId());
    return new BulkResponse("resolved", null, issues.delete(filter));
  }

  record BulkResponse(@Nullable String status, @Nullable Integer merge, int updated) {}

  @GetMapping("/organizations/{organization}/issues-stats/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_READ, Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  Page<StatsResponse> stats(
      Membership membership, @RequestParam MultiValueMap<String, String> parameters) {
    var asked = new IssueListParameters(parameters);
    var groups = asked.numbers("groups");
    if (groups.size() > MOST_GROUPS) {
      throw IssueListParameters.tooMany("groups", MOST_GROUPS);
    }
    var period = asked.periodOrDay();
    var found = issues.listByIds(membership.organizationId(), groups);
    var now = issues.now();
    var hours = issues.hours(found, period, now);
    return Page.whole(found)
        .map(issue ->
            StatsResponse.from(
                issue, period, period.sparse(hours.getOrDefault(issue.id(), Map.of()), now)));
  }

  /** GlitchTip's statistics of an issue; of its two periods what was not asked for is null. */
  record StatsResponse(
      String id,
      String count,
      long userCount,
      Instant firstSeen,
      Instant lastSeen,
      boolean isUnhandled,
      Map<String, @Nullable List<List<Long>>> stats) {

    static StatsResponse from(Issue issue, StatsPeriod period, List<List<Long>> series) {
      var stats = new TreeMap<String, @Nullable List<List<Long>>>();
      stats.put(StatsPeriod.DAY.wireName(), null);
      stats.put(StatsPeriod.FORTNIGHT.wireName(), null);
      stats.put(period.wireName(), series);
      return new StatsResponse(
          Long.toString(issue.id()),
          Long.toString(issue.eventCount()),
          issue.userCount(),
          issue.firstSeen(),
          issue.lastSeen(),
          issue.unhandled(),
          stats);
    }
  }

  @GetMapping("/organizations/{organization}/issues-histogram/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_READ, Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  HistogramResponse histogram(
      Membership membership, @RequestParam MultiValueMap<String, String> parameters) {
    var period = new IssueListParameters(parameters).periodOrDay();
    if (period.bucket().multipliedBy(period.buckets()).toDays() > MOST_HISTOGRAM_DAYS) {
      throw ApiException.unprocessable(
          FieldProblem.ofQuery(
              "statsPeriod", "less_than_equal", "A histogram shows at most 14 days: ask for less"));
    }
    var now = issues.now();
    var sums =
        issues.histogram(
            filter(membership, parameters).anyTime(), period.from(now), period.bucket());
    return HistogramResponse.of(period, sums, now);
  }

  /** Events by bucket; {@code fresh} are those of issues first seen within the period. */
  record HistogramResponse(long bucketSeconds, Instant start, Instant end, List<Bucket> buckets) {

    record Bucket(Instant at, long known, long fresh) {}

    static HistogramResponse of(
        StatsPeriod period, List<IssueReadStore.HourSum> sums, Instant now) {
      var known = new TreeMap<Instant, Long>();
      var fresh = new TreeMap<Instant, Long>();
      for (var sum : sums) {
        known.merge(period.bucketOf(sum.hour()), sum.known(), Long::sum);
        fresh.merge(period.bucketOf(sum.hour()), sum.fresh(), Long::sum);
      }
      var buckets =
          period.bounds(now).stream()
              .map(at -> new Bucket(at, known.getOrDefault(at, 0L), fresh.getOrDefault(at, 0L)))
              .toList();
      return new HistogramResponse(period.bucket().toSeconds(), period.from(now), now, buckets);
    }
  }

  @GetMapping("/organizations/{organization}/issues-counts/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_READ, Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  CountsResponse counts(
      Membership membership, @RequestParam MultiValueMap<String, String> parameters) {
    var counts = issues.counts(filter(membership, parameters), COUNT_CAP);
    return new CountsResponse(
        counts.unresolved(),
        counts.fresh(),
        counts.regressed(),
        counts.ignored(),
        counts.resolved(),
        COUNT_CAP);
  }

  /** Issues of each view, counted up to {@code cap}. */
  record CountsResponse(
      long unresolved,
      @com.fasterxml.jackson.annotation.JsonProperty("new") long fresh,
      long regressed,
      long ignored,
      long resolved,
      int cap) {}

  private Page<IssueResponse> list(
      Membership membership,
      IssueFilter filter,
      MultiValueMap<String, String> parameters,
      PageRequest request,
      Origin origin,
      HttpServletResponse response) {
    var asked = new IssueListParameters(parameters);
    var sort = asked.sort();
    var period = asked.period();
    var listing = issues.list(filter, sort, request);
    if (listing.matchingEventId() != null) {
      response.setHeader("X-Sentry-Direct-Hit", "1");
    }
    var now = issues.now();
    var link = origin.url() + "/" + membership.organizationSlug();
    return listing
        .page()
        .mapAll(rows -> {
          var hours =
              period == null ? Map.<Long, Map<Instant, Long>>of() : issues.hours(rows, period, now);
          return rows.stream()
              .map(issue ->
                  IssueResponse.from(
                      issue,
                      now,
                      link,
                      period == null
                          ? Map.of("24h", List.of())
                          : Map.of(
                              period.wireName(),
                              period.series(hours.getOrDefault(issue.id(), Map.of()), now)),
                      listing.matchingEventId(),
                      null))
              .toList();
        });
  }

  private IssueFilter filter(Membership membership, MultiValueMap<String, String> parameters) {
    return read(membership, parameters, false);
  }

  private IssueFilter read(
      Membership membership, MultiValueMap<String, String> parameters, boolean exact) {
    var organizationId = membership.organizationId();
    return new IssueListParameters(parameters)
        .filter(organizationId, issues.names(organizationId), issues.now(), exact);
  }

  /**
   * GlitchTip's client shows {@code is:unresolved} and sends no query when "all matching" are
   * selected; without this, resolving or deleting them would hit every issue of the organization.
   */
  private IssueFilter bulkFilter(Membership membership, MultiValueMap<String, String> parameters) {
    var asked = new IssueListParameters(parameters);
    asked.requireKnown();
    var filter = read(membership, parameters, true);
    boolean unbounded = filter.ids().isEmpty() && asked.first("query").isBlank();
    return unbounded ? filter.withQuery(IssueQuery.UNRESOLVED) : filter;
  }
}
