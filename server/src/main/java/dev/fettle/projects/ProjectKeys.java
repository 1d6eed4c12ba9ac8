package dev.fettle.projects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;

/**
 * Keys by what a DSN says, remembered for a while. Thread-safe; called for each request of the
 * intake.
 *
 * <p>An unknown pair is remembered by itself, never for its project: somebody's wrong key must not
 * turn away the right ones. Unknown pairs have a memory of their own, so that guessing does not
 * push out real keys. A change made by this process is seen at once, one made by another node by
 * the first request after {@link #MEMORY}, which fetches the key anew in the background. While the
 * database is away that fails and the old answer stands: known keys go on being let in.
 */
public final class ProjectKeys {

  /** How long an answer is believed. */
  static final Duration MEMORY = Duration.ofSeconds(30);

  /** How long a key that nobody uses is kept. */
  private static final Duration UNUSED = Duration.ofHours(6);

  private static final KeyLookup UNKNOWN = new KeyLookup.Unknown();

  private record Pair(long projectId, UUID publicKey) {}

  private final ProjectKeyStore store;
  private final LoadingCache<Pair, KeyLookup> known;
  private final Cache<Pair, KeyLookup> unknown =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(MEMORY).build();

  ProjectKeys(ProjectKeyStore store) {
    this.store = store;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(50_000)
            .refreshAfterWrite(MEMORY)
            .expireAfterAccess(UNUSED)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build(this::load);
  }

  /** The key of that project, or that there is none. */
  public KeyLookup find(long projectId, UUID publicKey) {
    var pair = new Pair(projectId, publicKey);
    if (unknown.getIfPresent(pair) != null) {
      return UNKNOWN;
    }
    var found = known.get(pair);
    if (found instanceof KeyLookup.Unknown) {
      known.invalidate(pair);
      unknown.put(pair, found);
    }
    return found;
  }

  /**
   * Forgets what is known of a project's keys: one of them, the project or its organization
   * changed.
   */
  void forget(long projectId) {
    known.asMap().keySet().removeIf(pair -> pair.projectId() == projectId);
    unknown.asMap().keySet().removeIf(pair -> pair.projectId() == projectId);
  }

  /** The same for all projects of an organization. */
  void forgetOrganization(long organizationId) {
    known
        .asMap()
        .values()
        .removeIf(found ->
            found instanceof KeyLookup.Known(var key) && key.organizationId() == organizationId);
  }

  private KeyLookup load(Pair pair) {
    return store
        .findForIntake(pair.projectId(), pair.publicKey())
        .<KeyLookup>map(KeyLookup.Known::new)
        .orElse(UNKNOWN);
  }
}
