package dev.fettle.issues;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A period that a trend is shown for: UTC hours up to three days, UTC days beyond; the last one is
 * running. Of a period of more than {@value #MOST_DAYS} days the last {@value #MOST_DAYS} are
 * shown, so that the work does not grow with what is asked for.
 *
 * @param wireName as it was asked for, such as {@code 24h}
 */
record StatsPeriod(String wireName, Duration bucket, int buckets) {

  static final StatsPeriod DAY = new StatsPeriod("24h", Duration.ofHours(1), 24);
  static final StatsPeriod FORTNIGHT = new StatsPeriod("14d", Duration.ofDays(1), 14);

  private static final int MOST_DAYS = 90;
  private static final int MOST_HOURS = 72;
  private static final Pattern FORM = Pattern.compile("(\\d{1,6})([smhdw])");

  /** Reads {@code 24h}, {@code 14d}, {@code 2w} and the like; null: anything else. */
  static @Nullable StatsPeriod find(String text) {
    var form = FORM.matcher(text);
    if (form.matches()) {
      var length = TimeText.duration(Long.parseLong(form.group(1)), form.group(2).charAt(0));
      long hours = length.plusHours(1).minusNanos(1).toHours();
      if (hours > 0 && hours <= MOST_HOURS) {
        return new StatsPeriod(text, Duration.ofHours(1), (int) hours);
      }
      if (hours > 0) {
        return new StatsPeriod(
            text, Duration.ofDays(1), (int) Math.min(MOST_DAYS, (hours + 23) / 24));
      }
    }
    return null;
  }

  /** The unit of its buckets, as SQL calls it. */
  String unit() {
    return isHourly() ? "hour" : "day";
  }

  private boolean isHourly() {
    return bucket.equals(Duration.ofHours(1));
  }

  /** Where the first bucket begins. */
  Instant from(Instant now) {
    return bucketOf(now).minus(bucket.multipliedBy(buckets - 1L));
  }

  /** The bucket a time falls in. */
  Instant bucketOf(Instant time) {
    return time.truncatedTo(isHourly() ? ChronoUnit.HOURS : ChronoUnit.DAYS);
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
  List<List<Long>> series(Map<Instant, Long> counts, Instant now) {
    var sums = new TreeMap<Instant, Long>();
    counts.forEach((time, count) -> sums.merge(bucketOf(time), count, Long::sum));
    var series = new ArrayList<List<Long>>();
    for (var bound : bounds(now)) {
      series.add(List.of(bound.getEpochSecond(), sums.getOrDefault(bound, 0L)));
    }
    return series;
  }

  /** The same without empty buckets, as GlitchTip's statistics are. */
  List<List<Long>> sparse(Map<Instant, Long> counts, Instant now) {
    return series(counts, now).stream().filter(pair -> pair.getLast() > 0).toList();
  }
}
