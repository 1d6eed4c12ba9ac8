package dev.fettle.intakelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.core.ByteSlice;
import dev.fettle.items.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link IntakeLog} promises. An implementation's test extends this, opens its log in
 * {@link #open} and may add tests of its own.
 */
public abstract class IntakeLogContract {

  static final Duration LONG = Duration.ofSeconds(20);
  static final int ALL = 64 * 1024 * 1024;

  static final long PROJECT = 1;

  /** A log and the partition that holds the records of {@link #PROJECT}. */
  record Opened(IntakeLog log, LogPartition partition) {}

  private @Nullable Opened opened;

  /** Opens the log of this test, for the first time or again. */
  abstract Opened open() throws Exception;

  @BeforeEach
  final void open_the_log() throws Exception {
    opened = open();
  }

  @AfterEach
  final void close_the_log() {
    log().close();
  }

  final IntakeLog log() {
    return Objects.requireNonNull(opened).log();
  }

  final LogPartition partition() {
    return Objects.requireNonNull(opened).partition();
  }

  final void reopen() throws Exception {
    log().close();
    opened = open();
  }

  final long append(String text) throws InterruptedException {
    return durable(log().append(PROJECT, List.of(ByteSlice.of(text))));
  }

  public static long durable(IntakeLog.Append answer) {
    return switch (answer) {
      case IntakeLog.Append.Durable durable -> durable.position();
      case IntakeLog.Append.Refused refused -> throw new AssertionError(refused.reason());
    };
  }

  static String text(IntakeLog.Entry entry) {
    var payload = entry.payload();
    return payload == null ? "(damaged)" : payload.utf8();
  }

  /** Every record from {@code position} on, read in steps of about {@code step} bytes. */
  final List<String> texts(long position, int step) throws InterruptedException {
    var texts = new ArrayList<String>();
    long from = position;
    while (from < partition().endPosition()) {
      var entries = partition().read(from, step, LONG);
      for (var entry : entries) {
        assertThat(entry.position()).isEqualTo(from);
        texts.add(text(entry));
        from = entry.next();
      }
    }
    return texts;
  }

  @Test
  void a_record_is_read_as_it_was_appended() throws Exception {
    long start = partition().endPosition();
    durable(
        log()
            .append(
                PROJECT, List.of(ByteSlice.of("head,"), ByteSlice.of("bo"), ByteSlice.of("dy"))));

    assertThat(texts(start, ALL)).containsExactly("head,body");
  }

  @Test
  void any_bytes_are_kept() throws Exception {
    long start = partition().endPosition();
    var bytes = new byte[70_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ((i * 31) >>> 3);
    }
    durable(log().append(PROJECT, List.of(ByteSlice.of(bytes))));

    var entries = partition().read(start, ALL, LONG);

    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst().payload()).isEqualTo(ByteSlice.of(bytes));
  }

  @Test
  void an_empty_record_is_a_mistake_of_the_caller() {
    assertThatThrownBy(() -> log().append(PROJECT, List.of(ByteSlice.of(""))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void positions_grow_and_lead_from_record_to_record() throws Exception {
    long start = partition().endPosition();
    long first = append("one");
    long second = append("two");

    assertThat(first).isGreaterThan(start);
    assertThat(second).isGreaterThan(first);
    assertThat(partition().endPosition()).isEqualTo(second);
    assertThat(texts(first, ALL)).containsExactly("two");
  }

  @Test
  void reading_by_one_byte_gives_one_record() throws Exception {
    long start = partition().endPosition();
    append("one");
    append("two");

    assertThat(partition().read(start, 1, LONG)).hasSize(1);
    assertThat(texts(start, 1)).containsExactly("one", "two");
  }

  @Test
  void a_record_larger_than_the_wanted_bytes_is_read_whole() throws Exception {
    long start = partition().endPosition();
    append("x".repeat(300_000));
    append("small");

    assertThat(texts(start, 1000)).containsExactly("x".repeat(300_000), "small");
  }

  @Test
  void reading_at_the_end_waits_for_the_next_record() throws Exception {
    long start = partition().endPosition();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var reading =
          executor.submit(() ->
              partition().read(start, ALL, LONG).stream().map(IntakeLogContract::text).toList());
      append("late");

      assertThat(reading.get()).containsExactly("late");
    }
  }

  @Test
  void reading_at_the_end_gives_nothing_when_patience_ends() throws Exception {
    assertThat(partition().read(partition().endPosition(), ALL, Duration.ofMillis(1))).isEmpty();
  }

  @Test
  void concurrent_appends_are_all_there_once_and_in_the_order_of_their_positions()
      throws Exception {
    long start = partition().endPosition();
    var positions = new ConcurrentHashMap<Long, String>();
    var appends = new ArrayList<Future<?>>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 500; i++) {
        var text = "record " + i + " " + "x".repeat(i * 7);
        appends.add(executor.submit(() -> positions.put(append(text), text)));
      }
    }
    for (var done : appends) {
      done.get();
    }

    var inOrder =
        positions.entrySet().stream()
            .sorted(java.util.Map.Entry.comparingByKey())
            .map(java.util.Map.Entry::getValue)
            .toList();
    assertThat(inOrder).hasSize(500);
    assertThat(texts(start, 10_000)).isEqualTo(inOrder);
  }

  @Test
  void what_was_appended_is_there_after_reopening() throws Exception {
    long start = partition().endPosition();
    append("one");
    long end = append("two");

    reopen();

    assertThat(partition().endPosition()).isEqualTo(end);
    append("three");
    assertThat(texts(start, ALL)).containsExactly("one", "two", "three");
  }

  @Test
  void trimming_keeps_everything_after_the_position() throws Exception {
    append("one");
    long digested = append("two");
    append("three");

    partition().trim(digested);
    reopen();

    assertThat(partition().firstPosition()).isLessThanOrEqualTo(digested);
    assertThat(texts(digested, ALL)).containsExactly("three");
  }

  @Test
  void a_closed_log_refuses() throws Exception {
    log().close();

    assertThat(log().append(PROJECT, List.of(ByteSlice.of("late"))))
        .isEqualTo(new IntakeLog.Append.Refused(Reason.STOPPING));
  }

  @Test
  void its_partition_has_a_name() {
    assertThat(partition().partition()).isNotBlank();
  }
}
