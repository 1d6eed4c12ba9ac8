package dev.fettle.items;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Outcomes of one batch, summed by project, hour, category, outcome and reason. Not thread-safe; a
 * batch that is tried again starts with a new tally.
 */
public final class OutcomeTally {

  /** One row of {@code outcome_hour}. The order is the one rows are locked in. */
  public record Key(
      long organizationId,
      long projectId,
      Instant hour,
      String category,
      Outcome outcome,
      String reason) {

    private static final Comparator<Key> LOCK_ORDER =
        Comparator.comparingLong(Key::projectId)
            .thenComparing(Key::hour)
            .thenComparing(Key::category)
            .thenComparing(Key::outcome)
            .thenComparing(Key::reason)
            .thenComparingLong(Key::organizationId);
  }

  private static final int LONGEST_REASON = 100;

  /** What is counted under a key, and when the newest of it came in. */
  public record Sum(long quantity, Instant last) {

    private Sum plus(Sum other) {
      return new Sum(quantity + other.quantity, last.isAfter(other.last) ? last : other.last);
    }
  }

  private final Map<Key, Sum> sums = new TreeMap<>(Key.LOCK_ORDER);

  /**
   * Counts an item that came in whole: its quantity is 1, or the number of entries of a container.
   */
  public void add(IncomingItem item, Outcome outcome, Reason reason) {
    add(item, outcome, reason, item.header().quantity());
  }

  /** Counts entries of an item whose consumer knows how many there really are. */
  public void add(IncomingItem item, Outcome outcome, Reason reason, long quantity) {
    addOf(item, outcome, reason, "", quantity);
  }

  /** Counts under a family of reasons; {@code word} tells its members apart. */
  public void addOf(IncomingItem item, Outcome outcome, Reason family, String word, long quantity) {
    add(
        item.organizationId(),
        item.projectId(),
        item.received(),
        item.header().type().category().wireName(),
        outcome,
        family,
        word,
        quantity);
  }

  /** Counts what never was an item of its own: a refused request, a client's own report. */
  public void add(
      long organizationId,
      long projectId,
      Instant at,
      String category,
      Outcome outcome,
      Reason reason,
      String word,
      long quantity) {
    var label = reason.label() + word;
    var cut = label.length() > LONGEST_REASON ? label.substring(0, LONGEST_REASON) : label;
    var key =
        new Key(
            organizationId, projectId, at.truncatedTo(ChronoUnit.HOURS), category, outcome, cut);
    sums.merge(key, new Sum(quantity, at), Sum::plus);
  }

  public void addAll(OutcomeTally other) {
    other.sums.forEach((key, sum) -> sums.merge(key, sum, Sum::plus));
  }

  public boolean isEmpty() {
    return sums.isEmpty();
  }

  public Map<Key, Sum> sums() {
    return sums;
  }
}
