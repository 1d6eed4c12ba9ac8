package dev.fettle.outcomes;

import dev.fettle.platform.jobs.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps one project's bad day from becoming everybody's: a project that receives in the running
 * hour more than {@value #FACTOR} times what it receives in a usual one, and more than a floor, is
 * sampled until the hour ends. Thread-safe.
 *
 * <p>The first {@code max(floor, 10 × median)} requests of an hour are all let in, then one in ten,
 * then, ten times further, one in a hundred. Usual is the median of the hours of the last seven
 * days in which the project received anything; before there are {@value #HOURS_TO_KNOW} of them
 * nobody knows what is usual, and nothing is sampled. What is left out is counted like every
 * refusal, so received stays exact. The rates are in the database, so that all nodes sample alike;
 * they are looked at every {@value #SECONDS} seconds, for the projects this node heard of since.
 */
public final class SpikeGuard implements AutoCloseable {

  static final int FACTOR = 10;

  /** A day: a new project's first hours are no measure of the next. */
  static final int HOURS_TO_KNOW = 24;

  static final int SECONDS = 5;
  private static final int CHUNK = 200;

  private record Rate(Instant hour, double keepRate) {}

  private final SpikeStore store;
  private final long floor;
  private final InstantSource clock;
  private final Map<Long, Rate> rates = new ConcurrentHashMap<>();
  private final Set<Long> heardOf = ConcurrentHashMap.newKeySet();
  private final Ticker ticker =
      new Ticker("spike-guard", Duration.ofSeconds(SECONDS), this::measure);

  /**
   * Makes a guard.
   *
   * @param floor requests an hour below which nothing is a spike
   */
  SpikeGuard(SpikeStore store, long floor, InstantSource clock) {
    this.store = store;
    this.floor = floor;
    this.clock = clock;
  }

  void start() {
    ticker.start();
  }

  /** The part of the project's requests that is let in now: 1 when it is as usual. */
  public double keepRate(long projectId) {
    heardOf.add(projectId);
    var rate = rates.get(projectId);
    return rate == null || !rate.hour().equals(hour()) ? 1 : rate.keepRate();
  }

  /** Measures the projects that were heard of since the last time. */
  public void measure() {
    var projects = new ArrayList<>(heardOf);
    projects.forEach(heardOf::remove);
    for (int from = 0; from < projects.size(); from += CHUNK) {
      measure(projects.subList(from, Math.min(projects.size(), from + CHUNK)));
    }
    rates.values().removeIf(rate -> rate.hour().isBefore(hour()));
  }

  private void measure(List<Long> projects) {
    var hour = hour();
    for (var measure : store.measure(projects, hour)) {
      double keepRate = keepRate(measure);
      if (keepRate < 1) {
        store.save(measure.projectId(), keepRate, hour, clock.instant());
      }
    }
    store
        .current(projects, hour)
        .forEach((project, keepRate) -> rates.put(project, new Rate(hour, keepRate)));
  }

  private double keepRate(SpikeStore.Measure measure) {
    long limit = Math.max(floor, FACTOR * measure.median());
    if (measure.hours() < HOURS_TO_KNOW || measure.received() <= limit) {
      return 1;
    }
    return measure.received() <= FACTOR * limit ? 0.1 : 0.01;
  }

  private Instant hour() {
    return clock.instant().truncatedTo(ChronoUnit.HOURS);
  }

  @Override
  public void close() {
    ticker.close();
  }
}
