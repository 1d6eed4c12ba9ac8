package dev.fettle.digest;

import dev.fettle.core.HexUuid;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Scope;
import dev.fettle.platform.paging.Page;
import dev.fettle.platform.paging.PageRequest;
import dev.fettle.projects.ProjectAccess;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Items our own code could not take: list, look at, try again, dismiss. */
@RestController
@RequestMapping("/api/0/projects/{organization}/{project}/intake/set-aside")
final class SetAsideRoutes {

  private final SetAsideStore items;
  private final SetAsideRetry retry;
  private final InstantSource clock;

  SetAsideRoutes(SetAsideStore items, SetAsideRetry retry, InstantSource clock) {
    this.items = items;
    this.retry = retry;
    this.clock = clock;
  }

  /** What became of a retry: {@code digested}, or {@code set_aside} with the reason. */
  record RetryResponse(String outcome, @Nullable String detail) {}

  @GetMapping("/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.PROJECT_READ, Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  Page<SetAsideStore.Row> list(ProjectAccess access, PageRequest request) {
    long projectId = access.projectId();
    var cursor = request.cursor();
    var from = cursor == null ? null : HexUuid.parse(cursor.textAt(0));
    if (cursor != null && from == null) {
      throw ApiException.unprocessable("Invalid cursor.");
    }
    return Page.of(
        request,
        items.list(projectId, request.backward(), from, request.fetch()),
        row -> List.of(row.id().toString()),
        () -> items.count(projectId));
  }

  /** The item's bytes, never shown as a page of this site. */
  @GetMapping("/{itemId}/raw/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_READ, Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  ResponseEntity<byte[]> raw(ProjectAccess access, @PathVariable UUID itemId) {
    var item = items.find(access.projectId(), itemId).orElseThrow(ApiException::notFound);
    var name = ContentDisposition.attachment().filename(itemId + ".txt").build();
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_PLAIN)
        .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
        .header("X-Content-Type-Options", "nosniff")
        .body(item.payload().toByteArray());
  }

  /** Digests it once more. */
  @PostMapping("/{itemId}/retry/")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Access(
      role = Role.ADMIN,
      scopes = {Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  RetryResponse retry(ProjectAccess access, @PathVariable UUID itemId) {
    long projectId = access.projectId();
    return switch (retry.retry(projectId, itemId)) {
      case SetAsideRetry.Result.Digested _ -> new RetryResponse("digested", null);
      case SetAsideRetry.Result.FailedAgain failed ->
          new RetryResponse("set_aside", failed.detail());
      case SetAsideRetry.Result.Waiting waiting -> new RetryResponse("set_aside", waiting.detail());
      case SetAsideRetry.Result.Gone _ -> throw ApiException.notFound();
    };
  }

  /** Gives the item up; it stays counted as set aside. */
  @DeleteMapping("/{itemId}/")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Access(
      role = Role.ADMIN,
      scopes = {Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  void dismiss(ProjectAccess access, @PathVariable UUID itemId) {
    long projectId = access.projectId();
    if (!items.resolve(projectId, itemId, clock.instant())) {
      throw ApiException.notFound();
    }
  }
}
