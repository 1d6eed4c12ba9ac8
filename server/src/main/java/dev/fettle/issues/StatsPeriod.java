package dev.fettle.issues;

import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.FieldProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The two periods trends are shown for. Buckets are UTC hours and UTC days, the last one running.
 */
enum StatsPeriod {
  DAY("24h", Duration.ofHours(1), 24),
  FORTNIGHT("14d", Duration.ofDays(1), 14);

  private final String wireName;
  private final Duration bucket;
  private final int buckets;

  StatsPeriod(String wireName, Duration bucket, int buckets) {
    this.wireName = wireName;
    this.bucket = bucket;
    this.buckets = buckets;
  }

  String wireName() {
    return wireName;
  }

  Duration bucket() {
    return bucket;
  }

  /**
   * Reads {@code 24h} or {@code 14d}.
   *
   * @throws ApiException 422 for anything else
   */
  static StatsPeriod parse(String text) {
    for (var period : values()) {
      if (period.wireName.equals(text)) {
        return period;
      }
    }
    throw ApiException.unprocessable(
        FieldProblem.ofQuery("statsPeriod", "literal_error", "Input should be '14d' or '24h'"));
  }

  /** Where the first bucket begins. */
  Instant from(Instant now) {
    return floor(now).minus(bucket.multipliedBy(buckets - 1L));
  }

  private Instant floor(Instant time) {
    return time.truncatedTo(this == DAY ? ChronoUnit.HOURS : ChronoUnit.DAYS);
  }

  /** Begin of every bucket, oldest first. */
  List<Instant> bounds(Instant now) {
    var bounds = new ArrayList<Instant>();
    for (int i = 0; i < buckets; i++) {
      bounds.add(from(now).plus(bucket.multipliedBy(i)));
    }
    return bounds;
  }

  /** Pairs of epoch second and count for every bucket. */
  List<List<Long>> series(Map<Instant, Long> hours, Instant now) {
    var sums = new TreeMap<Instant, Long>();
    hours.forEach((hour, count) -> sums.merge(floor(hour), count, Long::sum));
    var series = new ArrayList<List<Long>>();
    for (var bound : bounds(now)) {
      series.add(List.of(bound.getEpochSecond(), sums.getOrDefault(bound, 0L)));
    }
    return series;
  }

  /** The same without empty buckets, as GlitchTip's statistics are. */
  List<List<Long>> sparse(Map<Instant, Long> hours, Instant now) {
    return series(hours, now).stream().filter(pair -> pair.getLast() > 0).toList();
  }

  /** The bucket a time falls in. */
  Instant bucketOf(Instant time) {
    return floor(time);
  }
}
