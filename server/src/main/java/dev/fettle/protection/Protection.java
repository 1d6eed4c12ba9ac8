package dev.fettle.protection;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.concurrent.Executors;

/**
 * The rules of each project, ready to be applied and remembered for a while. Thread-safe; asked for
 * every request of the intake.
 *
 * <p>A change made by this process is seen at once, one made by another node by the first request
 * after {@link #MEMORY}, which fetches the rules anew in the background. While the database is away
 * that fails and the old rules stand.
 */
public final class Protection {

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

  /** Forgets the rules of a project: they changed. */
  void forget(long projectId) {
    rules.invalidate(projectId);
  }

  private ProjectProtection load(long projectId) {
    return store.find(projectId).map(ProjectProtection::new).orElse(ProjectProtection.DEFAULT);
  }
}
