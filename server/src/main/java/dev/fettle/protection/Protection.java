package dev.fettle.protection;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The rules of each project, ready to be applied and remembered for a while. Thread-safe; asked for
 * every request of the intake.
 *
 * <p>A change made by this process is seen at once, one made by another node by the first request
 * after {@link #MEMORY}, which fetches the rules anew in the background. While the database is away
 * that fails and the old rules stand.
 */
public final class Protection {

  private static final Logger LOG = LoggerFactory.getLogger(Protection.class);

  /** How long rules are believed. */
  static final Duration MEMORY = Duration.ofSeconds(15);

  private static final Duration UNUSED = Duration.ofHours(6);

  private final IntakeRulesStore store;
  private final LoadingCache<Long, ProjectProtection> rules;

  Protection(IntakeRulesStore store) {
    this.store = store;
    this.rules =
        Caffeine.newBuilder()
            .maximumSize(20_000)
            .refreshAfterWrite(MEMORY)
            .expireAfterAccess(UNUSED)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build(this::load);
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

  private ProjectProtection load(long projectId) {
    return store.findForIntake(projectId).orElse(ProjectProtection.DEFAULT);
  }
}
