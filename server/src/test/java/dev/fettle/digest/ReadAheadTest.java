package dev.fettle.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.intakelog.IntakeLogContract;
import dev.fettle.intakelog.IntakeRecord;
import dev.fettle.intakelog.SegmentLog;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.ItemConsumer;
import dev.fettle.items.OutcomeTally;
import dev.fettle.items.PreparedItem;
import dev.fettle.testkit.ItemSender;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadAheadTest {

  private static final int LARGE = 300_000;

  @TempDir Path folder = Path.of("");

  private final AtomicInteger prepared = new AtomicInteger();

  private record Text(IncomingItem item) implements PreparedItem {}

  /** Prepares only: who writes is not asked here. */
  private final ItemConsumer consumer =
      new ItemConsumer() {
        @Override
        public Set<ItemType> types() {
          return Set.of(ItemType.EVENT);
        }

        @Override
        public PreparedItem prepare(IncomingItem item) {
          prepared.incrementAndGet();
          return new Text(item);
        }

        @Override
        public void write(List<PreparedItem> batch, OutcomeTally outcomes) {
          throw new UnsupportedOperationException("nothing is written here");
        }
      };

  private interface Steps {
    void take(SegmentLog log, ReadAhead ahead) throws Throwable;
  }

  private void with(Steps steps) throws Throwable {
    try (var log = SegmentLog.open(folder, 1 << 24, 1 << 25, 0, 0);
        var hand = InHand.open(folder, log.partition());
        var ahead = new ReadAhead(log, new BatchReader(log.partition(), List.of(consumer)), hand)) {
      steps.take(log, ahead);
    }
  }

  private static void append(SegmentLog log, char letter, int bytes) throws InterruptedException {
    var record =
        new IntakeRecord(
            IntakeRecord.Kind.ENVELOPE,
            1,
            2,
            Instant.parse("2026-11-23T10:59:59Z"),
            new UUID(1, 2),
            null,
            null,
            true,
            ByteSlice.of(""));
    var text = String.valueOf(letter).repeat(bytes);
    IntakeLogContract.durable(
        log.append(
            2, List.of(record.head(), ByteSlice.of("{}\n{\"type\":\"event\"}\n" + text + "\n"))));
  }

  private static ReadAhead.Reading read(ReadAhead ahead, long position)
      throws InterruptedException {
    return Objects.requireNonNull(ahead.read(position));
  }

  /** The first letter of each item, if all of it is that letter. */
  private static String letters(ReadAhead.Reading reading) {
    var letters = new StringBuilder();
    for (var entry : reading.batch().entries()) {
      var text = entry.prepared().item().payload().utf8();
      letters.append(text.chars().allMatch(c -> c == text.charAt(0)) ? text.charAt(0) : '?');
    }
    return letters.toString();
  }

  @Test
  void what_follows_a_full_batch_is_prepared_while_that_is_in_use() throws Throwable {
    with((log, ahead) -> {
      for (char letter = 'a'; letter < 'a' + 12; letter++) {
        append(log, letter, LARGE);
      }

      var first = read(ahead, 0);
      ahead.readBehind(first);
      ItemSender.eventually(() -> assertThat(prepared).hasValue(12));

      assertThat(letters(first)).isEqualTo("abcdef");
      assertThat(letters(read(ahead, first.batch().end()))).isEqualTo("ghijkl");
      assertThat(prepared).hasValue(12);
    });
  }

  @Test
  void what_comes_behind_a_small_batch_is_left_to_gather() throws Throwable {
    with((log, ahead) -> {
      append(log, 'a', 10);
      var first = read(ahead, 0);
      ahead.readBehind(first);
      append(log, 'b', 10);
      append(log, 'c', 10);

      assertThat(letters(read(ahead, first.batch().end()))).isEqualTo("bc");
    });
  }

  @Test
  void nothing_is_read_beside_a_large_record() throws Throwable {
    with((log, ahead) -> {
      append(log, 'a', 10 * LARGE);
      append(log, 'b', 10);
      var large = read(ahead, 0);
      ahead.readBehind(large);
      append(log, 'c', 10);

      assertThat(large.isOneRecord()).isTrue();
      assertThat(letters(read(ahead, large.batch().end()))).isEqualTo("bc");
    });
  }

  @Test
  void who_goes_back_gets_the_same_again_and_then_record_by_record() throws Throwable {
    with((log, ahead) -> {
      for (char letter = 'a'; letter < 'a' + 12; letter++) {
        append(log, letter, LARGE);
      }
      var first = read(ahead, 0);
      ahead.readBehind(first);

      var again = read(ahead, 0);
      assertThat(letters(again)).isEqualTo("abcdef");
      ahead.readBehind(again);
      ahead.readOneByOne(again.batch().end());

      long position = 0;
      for (var letter : List.of("a", "b", "c", "d", "e", "f", "ghijkl")) {
        var reading = read(ahead, position);
        ahead.readBehind(reading);
        assertThat(letters(reading)).isEqualTo(letter);
        position = reading.batch().end();
      }
    });
  }
}
