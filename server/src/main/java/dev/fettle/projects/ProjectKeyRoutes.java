package dev.fettle.projects;

import dev.fettle.core.id.ProjectId;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.Body;
import dev.fettle.platform.http.Origin;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Scope;
import dev.fettle.platform.http.body.Given;
import dev.fettle.platform.paging.Page;
import dev.fettle.platform.paging.PageRequest;
import dev.fettle.platform.time.Ids;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The keys of a project. The intake of this node knows a change at once, others within {@link
 * ProjectKeys#ASK}.
 */
@RestController
@RequestMapping("/api/0/projects/{organization}/{project}/keys")
final class ProjectKeyRoutes {

  private static final int MAX_NAME = 64;
  private static final int MAX_LIMIT = 32_767;

  private final ProjectKeyStore keys;
  private final ProjectKeys cache;
  private final Ids ids;
  private final InstantSource clock;

  ProjectKeyRoutes(ProjectKeyStore keys, ProjectKeys cache, Ids ids, InstantSource clock) {
    this.keys = keys;
    this.cache = cache;
    this.ids = ids;
    this.clock = clock;
  }

  /** What a client says of a key; null: not said. */
  record KeyFields(
      @Size(max = MAX_NAME) @Nullable String name,
      @Nullable Boolean isActive,
      @Nullable Given<@Valid KeyLimit> rateLimit) {}

  /** At most {@code count} events in {@code window} seconds. */
  record KeyLimit(
      @NotNull @Min(0) @Max(MAX_LIMIT) Integer count,
      @NotNull @Min(1) @Max(MAX_LIMIT) Integer window) {

    static ProjectKey.@Nullable RateLimit of(@Nullable Given<KeyLimit> given) {
      var limit = given == null ? null : given.value();
      return limit == null ? null : new ProjectKey.RateLimit(limit.count(), limit.window());
    }
  }

  @GetMapping("/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.PROJECT_READ, Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  Page<ProjectKeyResponse> list(ProjectAccess access, Origin origin, PageRequest request) {
    long projectId = access.projectId();
    var cursor = request.cursor();
    long from = cursor == null ? 0 : cursor.longAt(0);
    return Page.of(
            request,
            keys.list(new ProjectId(projectId), request.backward(), from, request.fetch()),
            row -> List.of(Long.toString(row.id())),
            () -> keys.count(projectId))
        .map(row -> ProjectKeyResponse.from(row, origin));
  }

  @PostMapping("/")
  @ResponseStatus(HttpStatus.CREATED)
  @Access(
      role = Role.ADMIN,
      scopes = {Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  ProjectKeyResponse create(ProjectAccess access, Origin origin, @Body KeyFields wanted) {
    long projectId = access.projectId();
    var publicKey = ids.randomUuid();
    var name = wanted.name();
    keys.insert(
        new ProjectKeyStore.NewKey(
            projectId, publicKey, name == null ? "" : name, KeyLimit.of(wanted.rateLimit())),
        clock.instant());
    return ProjectKeyResponse.from(get(projectId, publicKey), origin);
  }

  @GetMapping("/{keyId}/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.PROJECT_READ, Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  ProjectKeyResponse show(ProjectAccess access, @PathVariable UUID keyId, Origin origin) {
    return ProjectKeyResponse.from(get(access.projectId(), keyId), origin);
  }

  /** Changes what is named, and switches the key on or off (in GlitchTip this changes nothing). */
  @PutMapping("/{keyId}/")
  @Access(
      role = Role.ADMIN,
      scopes = {Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  ProjectKeyResponse update(
      ProjectAccess access, @PathVariable UUID keyId, Origin origin, @Body KeyFields wanted) {
    var key = get(access.projectId(), keyId);
    var name = wanted.name();
    var changed =
        new ProjectKeyRow(
            key.id(),
            key.projectId(),
            key.publicKey(),
            name == null ? key.name() : name,
            wanted.isActive() == null ? key.active() : wanted.isActive(),
            wanted.rateLimit() == null ? key.rateLimit() : KeyLimit.of(wanted.rateLimit()),
            key.createdAt());
    keys.update(changed);
    cache.forget(key.projectId().value());
    return ProjectKeyResponse.from(changed, origin);
  }

  @DeleteMapping("/{keyId}/")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Access(role = Role.ADMIN, scopes = Scope.PROJECT_ADMIN)
  void delete(ProjectAccess access, @PathVariable UUID keyId) {
    long projectId = access.projectId();
    if (!keys.delete(projectId, keyId)) {
      throw ApiException.notFound();
    }
    cache.forget(projectId);
  }

  private ProjectKeyRow get(long projectId, UUID publicKey) {
    return keys.get(projectId, publicKey).orElseThrow(ApiException::notFound);
  }
}
