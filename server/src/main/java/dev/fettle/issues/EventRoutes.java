package dev.fettle.issues;

import dev.fettle.core.HexUuid;
import dev.fettle.core.LenientJson;
import dev.fettle.core.id.ProjectId;
import dev.fettle.organizations.Membership;
import dev.fettle.payloads.EventPayloads;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.RequestMemory;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Scope;
import dev.fettle.platform.paging.Page;
import dev.fettle.platform.paging.PageRequest;
import dev.fettle.platform.work.WorkPool;
import dev.fettle.projects.ProjectAccess;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** The events of an issue or a project. */
@RestController
@RequestMapping("/api/0")
final class EventRoutes {

  private final Issues issues;
  private final EventReadStore events;
  private final EventPayloads payloads;
  private final UserReports reports;
  private final WorkPool work;

  EventRoutes(
      Issues issues,
      EventReadStore events,
      EventPayloads payloads,
      UserReports reports,
      WorkPool work) {
    this.issues = issues;
    this.events = events;
    this.payloads = payloads;
    this.reports = reports;
    this.work = work;
  }

  @GetMapping("/issues/{issueId}/events/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_READ, Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  Page<RawValue> list(
      IssueAccess access,
      @RequestParam(required = false) @Nullable String fields,
      PageRequest page,
      HttpServletRequest request)
      throws IOException, InterruptedException {
    var rows = page(EventReadStore.Owner.ISSUE, access.issueId().value(), page);
    return render(rows, fields, access.membership(), RequestMemory.of(request));
  }

  @GetMapping("/projects/{organization}/{project}/events/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_READ, Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  Page<RawValue> listOfProject(
      ProjectAccess access,
      @RequestParam(required = false) @Nullable String fields,
      PageRequest page,
      HttpServletRequest request)
      throws IOException, InterruptedException {
    var rows = page(EventReadStore.Owner.PROJECT, access.projectId(), page);
    return render(rows, fields, access.membership(), RequestMemory.of(request));
  }

  /** {@code latest}, {@code oldest}, our id or the client's. */
  @GetMapping("/issues/{issueId}/events/{eventId}/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_READ, Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  ObjectNode get(IssueAccess access, @PathVariable String eventId) {
    return detail(find(access, eventId));
  }

  @GetMapping("/projects/{organization}/{project}/events/{eventId}/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_READ, Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  ObjectNode getOfProject(ProjectAccess access, @PathVariable String eventId) {
    var row =
        events
            .find(new ProjectId(access.projectId()), parse(eventId))
            .orElseThrow(ApiException::notFound);
    var by = access.membership();
    if (issues.access(by.accountId(), by.organizationSlug(), row.issueId()).isEmpty()) {
      throw ApiException.notFound(); // it was deleted, and its events with it
    }
    return detail(row);
  }

  @GetMapping("/organizations/{organization}/issues/{issueId}/events/{eventId}/json/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_READ, Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  ObjectNode json(IssueAccess access, @PathVariable String eventId) {
    return new EventView(find(access, eventId), payloads).raw();
  }

  private EventRow find(IssueAccess issue, String eventId) {
    var row =
        switch (eventId) {
          case "latest" ->
              events
                  .listBefore(EventReadStore.Owner.ISSUE, issue.issueId().value(), null, 1)
                  .stream()
                  .findFirst();
          case "oldest" ->
              events
                  .listAfter(EventReadStore.Owner.ISSUE, issue.issueId().value(), null, 1)
                  .stream()
                  .findFirst();
          default ->
              events
                  .find(issue.projectId(), parse(eventId))
                  .filter(event -> event.issueId().equals(issue.issueId()));
        };
    return row.orElseThrow(ApiException::notFound);
  }

  private ObjectNode detail(EventRow row) {
    var view = new EventView(row, payloads).render(false);
    var around = events.neighbours(row.issueId(), row.id());
    view.put("nextEventID", around.next());
    view.put("previousEventID", around.previous());
    view.put("firstEventID", around.first());
    view.put("latestEventID", around.latest());
    view.putPOJO("userReport", reports.ofEvent(row.projectId(), row.eventId()).orElse(null));
    return view;
  }

  /** As many rows as are wanted and as a page may have bytes, at least one. */
  private Page<EventRow> page(EventReadStore.Owner owner, long id, PageRequest request) {
    var cursor = request.cursor();
    var position = cursor == null ? null : parse(cursor.textAt(0));
    var rows =
        request.backward() && position != null
            ? events.listAfter(owner, id, position, request.fetch())
            : events.listBefore(owner, id, position, request.fetch());
    int whole = (int) rows.stream().takeWhile(EventRow::hasPayload).count();
    int shown = Math.min(whole, request.limit());
    boolean isFull = shown < Math.min(rows.size(), request.limit());
    return Page.of(
        isFull ? new PageRequest(shown, cursor) : request,
        isFull ? rows.subList(0, shown + 1) : rows,
        row -> List.of(row.idHex()),
        () -> events.count(owner, id));
  }

  /**
   * Row by row to the bytes that are sent: the tree of one event is there at a time, whatever the
   * page has, and not on a thread that takes requests.
   */
  private Page<RawValue> render(
      Page<EventRow> page, @Nullable String fields, Membership asking, RequestMemory memory)
      throws IOException, InterruptedException {
    memory.take(page.items().stream().mapToInt(EventRow::payloadSize).sum());
    boolean summary = "summary".equals(fields);
    return work.run(
        asking.accountId().value(),
        () ->
            page.map(row -> {
              var view = new EventView(row, payloads).render(summary);
              return new RawValue(new String(LenientJson.write(view), StandardCharsets.UTF_8));
            }));
  }

  private static UUID parse(String text) {
    var id = HexUuid.parse(text);
    if (id == null) {
      throw ApiException.notFound();
    }
    return id;
  }
}
