package dev.fettle.issues;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.fettle.core.id.IssueId;
import dev.fettle.organizations.Membership;
import dev.fettle.payloads.EventPayloads;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.Body;
import dev.fettle.platform.http.Origin;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Scope;
import dev.fettle.platform.paging.Page;
import dev.fettle.platform.paging.PageRequest;
import dev.fettle.projects.ShortId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** One issue: its state, tags, hashes and what happened to it. */
@RestController
@RequestMapping("/api/0")
final class IssueRoutes {

  private static final int HASH_BYTES = 16;

  private final Issues issues;
  private final EventReadStore events;
  private final IssueActivityStore activity;
  private final EventPayloads payloads;
  private final UserReports reports;

  IssueRoutes(
      Issues issues,
      EventReadStore events,
      IssueActivityStore activity,
      EventPayloads payloads,
      UserReports reports) {
    this.issues = issues;
    this.events = events;
    this.activity = activity;
    this.payloads = payloads;
    this.reports = reports;
  }

  @GetMapping("/issues/{issueId}/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_READ, Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  IssueResponse get(IssueAccess access, Origin origin) {
    return detail(access.membership(), access.issueId(), origin);
  }

  @GetMapping("/organizations/{organization}/issues/{issueId}/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_READ, Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  IssueResponse getInOrganization(IssueAccess access, Origin origin) {
    return detail(access.membership(), access.issueId(), origin);
  }

  /** The issue that people call {@code SHOP-1A}. */
  @GetMapping("/organizations/{organization}/shortids/{shortId}/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_READ, Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  ShortIdResponse byShortId(Membership membership, @PathVariable String shortId, Origin origin) {
    var id =
        Optional.ofNullable(ShortId.parse(shortId))
            .flatMap(parsed -> issues.findByShortId(membership.organizationId(), parsed))
            .orElseThrow(ApiException::notFound);
    var issue = detail(membership, id, origin);
    return new ShortIdResponse(
        membership.organizationSlug(), issue.project().slug(), issue.id(), issue, issue.shortId());
  }

  record ShortIdResponse(
      String organizationSlug,
      String projectSlug,
      String groupId,
      IssueResponse group,
      String shortId) {}

  @PutMapping("/issues/{issueId}/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  IssueResponse update(IssueAccess access, @Body IssueChange wanted, Origin origin) {
    return change(access, wanted, origin);
  }

  @PutMapping("/organizations/{organization}/issues/{issueId}/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  IssueResponse updateInOrganization(IssueAccess access, @Body IssueChange wanted, Origin origin) {
    return change(access, wanted, origin);
  }

  @DeleteMapping("/issues/{issueId}/")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  void delete(IssueAccess access) {
    issues.delete(only(access));
  }

  @GetMapping("/issues/{issueId}/tags/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_READ, Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  Page<TagResponse> tags(IssueAccess access, @RequestParam(required = false) @Nullable String key) {
    return Page.whole(
        TagResponse.from(events.tags(access.issueId(), key == null || key.isEmpty() ? null : key)));
  }

  /**
   * A tag of an issue.
   *
   * @param uniqueValues all values, shown or not
   * @param totalValues events that have the tag
   * @param otherCount of those, with a value that is not shown
   */
  record TagResponse(
      String key,
      String name,
      long uniqueValues,
      long totalValues,
      List<ValueResponse> topValues,
      long otherCount) {

    record ValueResponse(String name, String value, String key, long count) {}

    static List<TagResponse> from(List<EventReadStore.TagValue> values) {
      var byKey = new LinkedHashMap<String, List<EventReadStore.TagValue>>();
      values.forEach(
          value -> byKey.computeIfAbsent(value.key(), _ -> new ArrayList<>()).add(value));
      var tags = new ArrayList<TagResponse>();
      byKey.forEach((key, rows) -> tags.add(of(key, rows)));
      tags.sort(
          Comparator.comparingLong(TagResponse::totalValues)
              .reversed()
              .thenComparing(TagResponse::key));
      return tags;
    }

    private static TagResponse of(String key, List<EventReadStore.TagValue> rows) {
      long total = 0;
      long other = 0;
      long unique = 0;
      var kept = new ArrayList<ValueResponse>();
      for (var row : rows) {
        total += row.events();
        unique += row.distinct();
        if (row.value().equals(IssueTagStore.OTHER)) {
          other += row.events();
        } else {
          kept.add(new ValueResponse(row.value(), row.value(), key, row.events()));
        }
      }
      return new TagResponse(key, title(key), unique, total, kept, other);
    }

    /** {@code server_name} becomes {@code Server Name}. */
    private static String title(String key) {
      var words = new ArrayList<String>();
      for (var word : key.split("[_. ]", -1)) {
        words.add(
            word.isEmpty()
                ? word
                : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
      }
      return String.join(" ", words);
    }
  }

  @GetMapping("/issues/{issueId}/activity/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_READ, Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  Page<ActivityResponse> activity(IssueAccess access, PageRequest request) {
    var cursor = request.cursor();
    var rows =
        request.backward() && cursor != null
            ? activity.after(access.issueId(), cursor.longAt(0), request.fetch())
            : activity.before(
                access.issueId(),
                cursor == null ? Long.MAX_VALUE : cursor.longAt(0),
                request.fetch());
    return Page.of(
            request,
            rows,
            row -> List.of(Long.toString(row.id())),
            () -> activity.count(access.issueId()))
        .map(ActivityResponse::from);
  }

  /** Something that happened to an issue; {@code user} is null when an event did it. */
  record ActivityResponse(
      String id,
      String type,
      IssueResponse.@Nullable PersonResponse user,
      Instant dateCreated,
      @JsonRawValue String data) {
    static ActivityResponse from(IssueActivityStore.Activity activity) {
      return new ActivityResponse(
          Long.toString(activity.id()),
          activity.type(),
          IssueResponse.PersonResponse.from(activity.person()),
          activity.at(),
          activity.data());
    }
  }

  /** What people said about the issue, newest first. */
  @GetMapping("/issues/{issueId}/user-reports/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_READ, Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  Page<UserReports.UserReport> userReports(IssueAccess access, PageRequest request) {
    var cursor = request.cursor();
    var rows =
        request.backward() && cursor != null
            ? reports.after(access.issueId(), cursor.longAt(0), request.fetch())
            : reports.before(
                access.issueId(),
                cursor == null ? Long.MAX_VALUE : cursor.longAt(0),
                request.fetch());
    return Page.of(
        request,
        rows,
        row -> List.of(Long.toString(row.id())),
        () -> reports.count(access.issueId(), Page.MAX_HITS));
  }

  /** Comments cannot be written yet. */
  @GetMapping("/issues/{issueId}/comments/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_READ, Scope.EVENT_ADMIN})
  Page<String> comments(IssueAccess access) {
    return Page.whole(List.of());
  }

  @GetMapping("/organizations/{organization}/issues/{issueId}/hashes/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_READ, Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  Page<HashResponse> hashes(IssueAccess access) {
    var latest = events.listBefore(EventReadStore.Owner.ISSUE, access.issueId().value(), null, 1);
    var event = latest.isEmpty() ? null : new EventView(latest.getFirst(), payloads).render(true);
    var hashes =
        events.hashes(access.issueId()).stream()
            .map(hash -> new HashResponse(hash.toHex(), event))
            .toList();
    return Page.whole(hashes);
  }

  /** A hash that leads to the issue; which event had it is not stored, so the issue's latest. */
  record HashResponse(String id, @JsonInclude @Nullable ObjectNode latestEvent) {}

  @DeleteMapping("/organizations/{organization}/issues/{issueId}/hashes/")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Access(role = Role.MEMBER, scopes = Scope.EVENT_ADMIN)
  void removeHashes(IssueAccess access, @RequestParam MultiValueMap<String, String> parameters) {
    var hashes = new ArrayList<byte[]>();
    for (var text : parameters.getOrDefault("id", List.of())) {
      var hash = parseHash(text);
      if (hash != null) {
        hashes.add(hash);
      }
    }
    issues.removeHashes(access, hashes);
  }

  private static byte @Nullable [] parseHash(String text) {
    try {
      var bytes = HexFormat.of().parseHex(text.replace("-", ""));
      return bytes.length == HASH_BYTES ? bytes : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private IssueResponse change(IssueAccess access, IssueChange wanted, Origin origin) {
    var status = wanted.status();
    if (status != null) {
      issues.setStatus(only(access), status.text(), access.membership().accountId());
    }
    return detail(access.membership(), access.issueId(), origin);
  }

  private IssueResponse detail(Membership membership, IssueId issueId, Origin origin) {
    var issue = issues.get(membership.organizationId(), issueId);
    var now = issues.now();
    var hours = issues.hours(issueId, StatsPeriod.FORTNIGHT.from(now));
    var stats = new LinkedHashMap<String, List<List<Long>>>();
    for (var period : List.of(StatsPeriod.DAY, StatsPeriod.FORTNIGHT)) {
      stats.put(period.wireName(), period.series(hours, now));
    }
    return IssueResponse.from(
        issue,
        now,
        origin.url() + "/" + membership.organizationSlug(),
        stats,
        null,
        reports.count(issueId, Page.MAX_HITS));
  }

  private static IssueFilter only(IssueAccess access) {
    return new IssueFilter(
        access.organizationId(),
        List.of(access.issueId().value()),
        List.of(),
        List.of(),
        null,
        null,
        IssueQuery.ALL);
  }
}
