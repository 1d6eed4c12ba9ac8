package dev.fettle.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.envelope.ItemHeader;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.ItemConsumer;
import dev.fettle.items.OutcomeTally;
import dev.fettle.items.PreparedItem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchTest {

  private record Taker(Set<ItemType> types) implements ItemConsumer {

    @Override
    public PreparedItem prepare(IncomingItem item) {
      return () -> item;
    }

    @Override
    public void write(List<PreparedItem> batch, OutcomeTally outcomes) {
      throw new AssertionError("nothing is written here");
    }
  }

  private static Batch.Entry entry(Taker taker) {
    var item =
        new IncomingItem(
            1,
            1,
            new UUID(1, 1),
            new ItemHeader(ItemType.EVENT, "event", null, null, null, null, null),
            ByteSlice.of("{}"),
            Instant.EPOCH,
            null,
            null,
            null,
            false);
    return new Batch.Entry(taker, taker.prepare(item), 0);
  }

  @Test
  void consumers_write_in_one_order_whatever_came_first() {
    var events = new Taker(Set.of(ItemType.EVENT));
    var traces = new Taker(Set.of(ItemType.SPAN, ItemType.TRANSACTION));
    var first = entry(events);
    var second = entry(events);
    var trace = entry(traces);

    assertThat(Batch.byConsumer(List.of(trace, first, second)))
        .containsExactly(
            Map.entry(events, List.of(first.prepared(), second.prepared())),
            Map.entry(traces, List.of(trace.prepared())));
    assertThat(Batch.byConsumer(List.of(first, trace)).keySet()).containsExactly(events, traces);
  }
}
