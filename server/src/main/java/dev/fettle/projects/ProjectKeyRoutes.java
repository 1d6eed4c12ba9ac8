package dev.fettle.projects;

import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.Input;
import dev.fettle.platform.http.Origin;
import dev.fettle.platform.http.Page;
import dev.fettle.platform.http.PageRequest;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Scope;
import dev.fettle.platform.time.Ids;
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
            keys.list(projectId, request.backward(), from, request.fetch()),
            row -> List.of(Long.toString(row.id())),
            () -> keys.count(projectId))
        .map(row -> ProjectKeyResponse.from(row, origin));
  }

  @PostMapping("/")
  @ResponseStatus(HttpStatus.CREATED)
  @Access(
      role = Role.ADMIN,
      scopes = {Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  ProjectKeyResponse create(ProjectAccess access, Origin origin, Input input) {
    long projectId = access.projectId();
    var publicKey = ids.randomUuid();
    var name = input.text("name", MAX_NAME);
    keys.insert(
        new ProjectKeyStore.NewKey(
            projectId, publicKey, name == null ? "" : name, rateLimit(input)),
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
      ProjectAccess access, @PathVariable UUID keyId, Origin origin, Input input) {
    var key = get(access.projectId(), keyId);
    var name = input.text("name", MAX_NAME);
    var changed =
        new ProjectKeyRow(
            key.id(),
            key.projectId(),
            key.publicKey(),
            name == null ? key.name() : name,
            input.flag("isActive", key.active()),
            input.has("rateLimit") ? rateLimit(input) : key.rateLimit(),
            key.createdAt());
    keys.update(changed);
    cache.forget(key.projectId());
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

  private static ProjectKey.@Nullable RateLimit rateLimit(Input input) {
    var limit = input.object("rateLimit");
    if (limit == null) {
      return null;
    }
    var count = limit.integer("count", 0, MAX_LIMIT);
    var window = limit.integer("window", 1, MAX_LIMIT);
    if (count == null) {
      throw limit.problem("count", "missing", "Field required");
    }
    if (window == null) {
      throw limit.problem("window", "missing", "Field required");
    }
    return new ProjectKey.RateLimit(count, window);
  }
}
