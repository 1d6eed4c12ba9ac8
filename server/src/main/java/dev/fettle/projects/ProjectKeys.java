package dev.fettle.projects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.fettle.core.id.OrganizationId;
import dev.fettle.platform.jobs.Ticker;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keys by what a DSN says, remembered for a while. Thread-safe; called for each request of the
 * intake.
 *
 * <p>An unknown pair is remembered by itself, never for its project: somebody's wrong key must not
 * turn away the right ones. Unknown pairs have a memory of their own, so that guessing does not
 * push out real keys. A change made by this process is seen at once, one made by another node
 * within {@link #ASK}: a ticker asks the database what changed. Besides, the first request after
 * {@link #MEMORY} fetches the key anew in the background. While the database is away the old answer
 * stands: known keys go on being let in.
 */
public final class ProjectKeys implements AutoCloseable {

  /** How often changes of other nodes are looked for. */
  static final Duration ASK = Duration.ofSeconds(1);

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

  private final Ticker ticker = new Ticker("key-changes", ASK, this::forgetChanged);

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

  void start() {
    ticker.start();
  }

  @Override
  public void close() {
    ticker.close();
  }

  /**
   * Forgets what changed on any node. A change is forgotten several times, because an answer that
   * was on its way when it was made may have been remembered since.
   */
  void forgetChanged() {
    store.changed().forEach(this::forgetNow);
  }

  /**
   * Forgets what is known of a project's keys: one of them, the project or its organization
   * changed. Within a transaction once more when it is committed, for until then the old answer may
   * be read again.
   */
  void forget(long projectId) {
    forgetNow(projectId);
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              forgetNow(projectId);
            }
          });
    }
  }

  private void forgetNow(long projectId) {
    known.asMap().keySet().removeIf(pair -> pair.projectId() == projectId);
    unknown.asMap().keySet().removeIf(pair -> pair.projectId() == projectId);
  }

  /** The same for all projects of an organization. */
  void forgetOrganization(OrganizationId organizationId) {
    known
        .asMap()
        .values()
        .removeIf(found ->
            found instanceof KeyLookup.Known(var key)
                && key.organizationId().equals(organizationId));
  }

  private KeyLookup load(Pair pair) {
    return store
        .findForIntake(pair.projectId(), pair.publicKey())
        .<KeyLookup>map(KeyLookup.Known::new)
        .orElse(UNKNOWN);
  }
}
