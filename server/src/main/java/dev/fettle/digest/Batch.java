package dev.fettle.digest;

import dev.fettle.items.ItemConsumer;
import dev.fettle.items.OutcomeTally;
import dev.fettle.items.PreparedItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one transaction of the digest writes. It grows record by record as long as there is room in
 * memory for what records become. Used by the digest thread only.
 */
final class Batch {

  /** A prepared item, its consumer, and where its record begins. */
  record Entry(ItemConsumer consumer, PreparedItem prepared, long position) {}

  /** Rows a batch may have before its last record; a record has ten thousand at most. */
  private static final int MOST_WEIGHT = 5_000;

  private final long start;
  private long end;
  private int weight;
  private final List<Entry> entries = new ArrayList<>();
  private final List<DigestStore.SetAside> setAside = new ArrayList<>();
  private final OutcomeTally outcomes = new OutcomeTally();

  /** An empty batch. */
  Batch(long start) {
    this.start = start;
    this.end = start;
  }

  /** Everything up to this position is in it. */
  void extendTo(long position) {
    end = position;
  }

  /** Whether no further record should be added. */
  boolean isFull() {
    return weight >= MOST_WEIGHT;
  }

  long start() {
    return start;
  }

  long end() {
    return end;
  }

  void add(ItemConsumer consumer, PreparedItem prepared, long position) {
    entries.add(new Entry(consumer, prepared, position));
    weight += prepared.weight();
  }

  List<Entry> entries() {
    return entries;
  }

  List<DigestStore.SetAside> setAside() {
    return setAside;
  }

  /** Outcomes known before anything is written. */
  OutcomeTally outcomes() {
    return outcomes;
  }

  /**
   * Entries by consumer. Consumers come in the order of their item types, whatever the batch holds,
   * so that two digests which write rows of the same names lock them in the same order.
   */
  static Map<ItemConsumer, List<PreparedItem>> byConsumer(List<Entry> entries) {
    var groups =
        new TreeMap<ItemConsumer, List<PreparedItem>>(
            Comparator.comparing(consumer -> Collections.min(consumer.types())));
    for (var entry : entries) {
      groups.computeIfAbsent(entry.consumer(), _ -> new ArrayList<>()).add(entry.prepared());
    }
    return groups;
  }
}
