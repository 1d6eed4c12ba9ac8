package dev.fettle.protection;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.fettle.platform.jobs.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The rules of each project, ready to be applied and remembered for a while. Thread-safe; asked for
 * every request of the intake.
 *
 * <p>A change made by this process is seen at once, one made by another node within {@link #ASK}: a
 * ticker asks the database every second what changed. While the database is away the old rules
 * stand.
 */
public final class Protection implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Protection.class);

  /** How often changes of other nodes are looked for. */
  static final Duration ASK = Duration.ofSeconds(1);

  /** Changes are looked for this far back, because clocks of nodes differ. */
  private static final Duration OVERLAP = Duration.ofSeconds(30);

  private static final Duration MEMORY = Duration.ofMinutes(1);
  private static final Duration UNUSED = Duration.ofHours(6);

  private final IntakeRulesStore store;
  private final InstantSource clock;
  private final LoadingCache<Long, ProjectProtection> rules;
  private final Map<Long, Instant> seen = new HashMap<>();
  private final Ticker ticker = new Ticker("rule-changes", ASK, this::forgetChanged);

  Protection(IntakeRulesStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.rules =
        Caffeine.newBuilder()
            .maximumSize(20_000)
            .refreshAfterWrite(MEMORY)
            .expireAfterAccess(UNUSED)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build(this::load);
  }

  void start() {
    ticker.start();
  }

  /**
   * The project's rules.
   *
   * @throws org.springframework.dao.DataAccessException when they are not known and the database is
   *     away
   */
  public ProjectProtection of(long projectId) {
    return rules.get(projectId);
  }

  /** The same for work that cannot wait for the database: while it is away, the default rules. */
  public ProjectProtection ofOrDefault(long projectId) {
    try {
      return of(projectId);
    } catch (DataAccessException e) {
      LOG.warn("The rules of project {} cannot be read: nothing is filtered", projectId, e);
      return ProjectProtection.DEFAULT;
    }
  }

  /** Forgets the rules of a project: they changed. */
  void forget(long projectId) {
    rules.invalidate(projectId);
  }

  /** Forgets the rules of all projects: something that concerns many of them changed. */
  void forgetAll() {
    rules.invalidateAll();
  }

  /** Forgets what other nodes changed. Called by one thread. */
  void forgetChanged() {
    var since = clock.instant().minus(OVERLAP);
    seen.values().removeIf(at -> at.isBefore(since));
    for (var change : store.changedSince(since)) {
      if (!change.at().equals(seen.put(change.projectId(), change.at()))) {
        forget(change.projectId());
      }
    }
  }

  @Override
  public void close() {
    ticker.close();
  }

  private ProjectProtection load(long projectId) {
    return store.findForIntake(projectId).orElse(ProjectProtection.DEFAULT);
  }
}
