package dev.fettle.outcomes;

import dev.fettle.items.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of everything a project received in a time: {@code received} is always the sum of the
 * named outcomes. What clients report to have discarded themselves was never received and stands
 * apart.
 *
 * @param start begin of the first hour; the last one is running
 * @param interval seconds of a bucket of {@code series}
 * @param reasons why items were not kept, most frequent first
 * @param spike since when and how the project is sampled, or null
 */
record IntakeAccount(
    Instant start,
    Instant end,
    int interval,
    Totals totals,
    List<Bucket> series,
    List<Reason> reasons,
    List<ClientDiscard> clientDiscards,
    SpikeStore.@Nullable Spike spike) {

  private static final Duration HOUR = Duration.ofHours(1);

  /** All buckets together. */
  record Totals(
      long received,
      long accepted,
      long filtered,
      long rateLimited,
      long invalid,
      long dropped,
      long setAside) {}

  /** One hour. */
  record Bucket(
      Instant time,
      long accepted,
      long filtered,
      long rateLimited,
      long invalid,
      long dropped,
      long setAside) {}

  /** One reason of one outcome. */
  record Reason(String outcome, String reason, String category, long quantity, Instant lastSeen) {}

  /** What clients say they did not send. */
  record ClientDiscard(String reason, String category, long quantity, Instant lastSeen) {}

  /** Makes the account of {@link IntakeAccountStore#sums}. */
  static IntakeAccount of(
      List<IntakeAccountStore.Sum> sums,
      Instant start,
      Instant now,
      SpikeStore.@Nullable Spike spike) {
    var hours = new HashMap<Instant, Map<Outcome, Long>>();
    var totals = new EnumMap<Outcome, Long>(Outcome.class);
    var reasons = new ArrayList<Reason>();
    var discards = new ArrayList<ClientDiscard>();
    for (var sum : sums) {
      var outcome = Outcome.valueOf(sum.outcome().toUpperCase(Locale.ROOT));
      var hour = sum.hour();
      if (hour != null) {
        hours
            .computeIfAbsent(hour, _ -> new EnumMap<>(Outcome.class))
            .merge(outcome, sum.quantity(), Long::sum);
        totals.merge(outcome, sum.quantity(), Long::sum);
      } else if (outcome == Outcome.CLIENT_DISCARD) {
        discards.add(new ClientDiscard(sum.reason(), sum.category(), sum.quantity(), sum.last()));
      } else if (outcome != Outcome.ACCEPTED) {
        reasons.add(
            new Reason(sum.outcome(), sum.reason(), sum.category(), sum.quantity(), sum.last()));
      }
    }
    reasons.sort(
        Comparator.comparingLong(Reason::quantity)
            .reversed()
            .thenComparing(Reason::outcome)
            .thenComparing(Reason::reason)
            .thenComparing(Reason::category));
    discards.sort(
        Comparator.comparingLong(ClientDiscard::quantity)
            .reversed()
            .thenComparing(ClientDiscard::reason)
            .thenComparing(ClientDiscard::category));
    return new IntakeAccount(
        start,
        now,
        (int) HOUR.toSeconds(),
        totals(totals),
        series(hours, start, now),
        List.copyOf(reasons),
        List.copyOf(discards),
        spike);
  }

  private static Totals totals(Map<Outcome, Long> sums) {
    long received = 0;
    for (var sum : sums.entrySet()) {
      received += sum.getKey() == Outcome.CLIENT_DISCARD ? 0 : sum.getValue();
    }
    return new Totals(
        received,
        sums.getOrDefault(Outcome.ACCEPTED, 0L),
        sums.getOrDefault(Outcome.FILTERED, 0L),
        sums.getOrDefault(Outcome.RATE_LIMITED, 0L),
        sums.getOrDefault(Outcome.INVALID, 0L),
        sums.getOrDefault(Outcome.DROPPED, 0L),
        sums.getOrDefault(Outcome.SET_ASIDE, 0L));
  }

  private static List<Bucket> series(
      Map<Instant, Map<Outcome, Long>> hours, Instant start, Instant now) {
    var series = new ArrayList<Bucket>();
    for (var time = start; !time.isAfter(now); time = time.plus(HOUR)) {
      var sums = hours.getOrDefault(time, Map.of());
      series.add(
          new Bucket(
              time,
              sums.getOrDefault(Outcome.ACCEPTED, 0L),
              sums.getOrDefault(Outcome.FILTERED, 0L),
              sums.getOrDefault(Outcome.RATE_LIMITED, 0L),
              sums.getOrDefault(Outcome.INVALID, 0L),
              sums.getOrDefault(Outcome.DROPPED, 0L),
              sums.getOrDefault(Outcome.SET_ASIDE, 0L)));
    }
    return List.copyOf(series);
  }
}
