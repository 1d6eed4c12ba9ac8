package dev.fettle.protection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fettle.platform.jobs.Ticker;
import dev.fettle.projects.ProjectKey.RateLimit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Limits of keys, projects and organizations: at most {@code count} items in each window of {@code
 * windowSeconds}, windows aligned to the epoch, all nodes together. Thread-safe.
 *
 * <p>How it counts. What is left of a window lies in one row of {@code limit_window}. A node takes
 * it in small leases and lets items in from its lease without asking, so a node asks the database
 * once per lease, not once per item. A lease doubles while it is used up quickly, and is never more
 * than a quarter of what is left, so the end of a window is handed out one by one. The sum of all
 * leases is never more than the limit: <em>no window ever lets in more than its count</em>. What a
 * node leased and did not use within a second it gives back, so a node that finds nothing left asks
 * again a second later: the count is exact to within what the nodes hold for that second.
 *
 * <p>While the database is away each node lets in the whole count by itself: a limit is no reason
 * to lose events.
 */
public final class RateLimits implements AutoCloseable {

  /** Whose limit it is; the name in lower case is the scope clients are told. */
  public enum Scope {
    KEY,
    PROJECT,
    ORGANIZATION;

    /** The stored and the wire spelling. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Subject(Scope scope, long id) {}

  /** This node's part of a subject's running window. Guarded by itself. */
  private static final class Window {
    private long number = Long.MIN_VALUE;

    /** The window the lease was taken from, by the row: a clock may be a little behind. */
    private long leasedFrom;

    private long leased;
    private long used;
    private long usedAtLastTick;
    private int nextLease = 1;

    /** Until this epoch second nothing is left. */
    private long emptyUntil;

    private void begin(long newNumber) {
      number = newNumber;
      leased = 0;
      used = 0;
      usedAtLastTick = 0;
      emptyUntil = 0;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(RateLimits.class);
  private static final long NOWHERE = Long.MIN_VALUE;
  private static final int LARGEST_LEASE = 1000;

  private final LimitStore store;
  private final InstantSource clock;
  private final Cache<Subject, Window> windows =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(Duration.ofDays(1)).build();
  private final Ticker ticker =
      new Ticker("rate-limits", Duration.ofSeconds(1), this::giveBackUnused);

  RateLimits(LimitStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  void start() {
    ticker.start();
  }

  /**
   * Takes some from the subject's window, all or none; answers 0, or the seconds until the next
   * window when not so many are left of this one.
   */
  public int secondsToWait(Scope scope, long id, RateLimit limit, int items) {
    long second = clock.instant().getEpochSecond();
    long number = second / limit.windowSeconds();
    var window = windows.get(new Subject(scope, id), ignored -> new Window());
    synchronized (window) {
      if (window.number != number) {
        window.begin(number);
      }
      boolean more = items <= limit.count();
      while (more && window.leased - window.used < items) {
        more = lease(window, scope, id, limit, second, items);
      }
      if (more) {
        window.used += items;
        return 0;
      }
    }
    return (int) ((number + 1) * limit.windowSeconds() - second);
  }

  /** Puts back what was taken for a request another limit then refused. */
  public void putBack(Scope scope, long id, int items) {
    var window = windows.getIfPresent(new Subject(scope, id));
    if (window != null) {
      synchronized (window) {
        window.used = Math.max(0, window.used - items);
      }
    }
  }

  private boolean lease(
      Window window, Scope scope, long id, RateLimit limit, long second, int items) {
    if (limit.count() == 0 || second < window.emptyUntil) {
      return false;
    }
    long granted;
    int wanted = (int) Math.max(window.nextLease, items - (window.leased - window.used));
    try {
      var lease = store.lease(scope, id, window.number, limit.count(), wanted, clock.instant());
      granted = lease.granted();
      window.leasedFrom = lease.windowNumber();
    } catch (DataAccessException e) {
      LOG.warn("A limit is counted by this node alone: {}", e.getMessage());
      granted = limit.count() - window.leased;
      window.leasedFrom = NOWHERE;
    }
    if (granted <= 0) {
      window.emptyUntil = second + 1;
      window.nextLease = 1;
      return false;
    }
    window.leased += granted;
    window.nextLease = Math.min(window.nextLease * 2, LARGEST_LEASE);
    return true;
  }

  /** Gives back what was leased and not used since the last time. */
  void giveBackUnused() {
    var unused = new ArrayList<LimitStore.Unused>();
    windows
        .asMap()
        .forEach((subject, window) -> {
          synchronized (window) {
            long left = window.leased - window.used;
            if (left > 0 && window.used == window.usedAtLastTick) {
              unused.add(
                  new LimitStore.Unused(subject.scope(), subject.id(), window.leasedFrom, left));
              window.leased = window.used;
              window.nextLease = 1;
            }
            window.usedAtLastTick = window.used;
          }
        });
    giveBack(unused);
  }

  private void giveBack(List<LimitStore.Unused> unused) {
    if (!unused.isEmpty()) {
      store.giveBack(unused);
    }
  }

  /** Gives back everything, used or not. */
  @Override
  public void close() {
    ticker.close();
    windows
        .asMap()
        .values()
        .forEach(window -> {
          synchronized (window) {
            window.usedAtLastTick = window.used;
          }
        });
    try {
      giveBackUnused();
    } catch (DataAccessException e) {
      LOG.warn("Unused parts of limits stay unused in this window: {}", e.getMessage());
    }
  }
}
