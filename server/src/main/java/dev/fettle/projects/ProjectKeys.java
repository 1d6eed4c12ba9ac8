package dev.fettle.projects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;

/**
 * Keys by what a DSN says, remembered for a while. Thread-safe; called for each request of the
 * intake.
 *
 * <p>An unknown pair is remembered by itself, never for its project: somebody's wrong key must not
 * turn away the right ones. Unknown pairs have a memory of their own, so that guessing does not
 * push out real keys. A change made by this process is seen at once, one made by another node
 * within {@link #MEMORY}.
 */
public final class ProjectKeys {

  /** How long an answer is believed. */
  static final Duration MEMORY = Duration.ofSeconds(30);

  private static final KeyLookup UNKNOWN = new KeyLookup.Unknown();

  private record Pair(long projectId, UUID publicKey) {}

  private final ProjectKeyStore store;
  private final Cache<Pair, KeyLookup> known =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(MEMORY).build();
  private final Cache<Pair, KeyLookup> unknown =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(MEMORY).build();

  ProjectKeys(ProjectKeyStore store) {
    this.store = store;
  }

  /** The key of that project, or that there is none. */
  public KeyLookup find(long projectId, UUID publicKey) {
    var pair = new Pair(projectId, publicKey);
    var remembered = known.getIfPresent(pair);
    if (remembered == null) {
      remembered = unknown.getIfPresent(pair);
    }
    return remembered == null ? load(pair) : remembered;
  }

  /**
   * Forgets what is known of a project's keys: one of them, the project or its organization
   * changed.
   */
  void forget(long projectId) {
    known.asMap().keySet().removeIf(pair -> pair.projectId() == projectId);
    unknown.asMap().keySet().removeIf(pair -> pair.projectId() == projectId);
  }

  private KeyLookup load(Pair pair) {
    var found = store.findForIntake(pair.projectId(), pair.publicKey());
    if (found.isEmpty()) {
      unknown.put(pair, UNKNOWN);
      return UNKNOWN;
    }
    KeyLookup lookup = new KeyLookup.Known(found.get());
    known.put(pair, lookup);
    return lookup;
  }
}
