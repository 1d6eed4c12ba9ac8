package dev.fettle.intakelog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.items.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FairLogTest extends IntakeLogContract {

  private static final long BUSY_BYTES = 1_300_000;
  private static final long OTHER = 2;
  private static final String FLOOD = "f".repeat(260_000);

  @TempDir Path folder = Path.of("");

  private final Map<String, Long> digested = new HashMap<>();
  private long budgetBytes = 64 * BUSY_BYTES;
  private LaneReader lanes = new LaneReader();

  @Override
  Opened open() throws IOException {
    var log = FairLog.open(folder, 4 << 20, budgetBytes, 0, this::digestedTo, BUSY_BYTES);
    lanes = new LaneReader();
    log.subscribe(lanes);
    return new Opened(log, lanes.usual());
  }

  private long digestedTo(String partition) {
    return digested.getOrDefault(partition, 0L);
  }

  private void append(long project, String text) throws InterruptedException {
    durable(log().append(project, List.of(ByteSlice.of(text))));
  }

  /** Until its records go to the busy lane, where there are some of it then. */
  private void flood(long project) throws InterruptedException {
    long before = lanes.busy().endPosition();
    for (int i = 0; lanes.busy().endPosition() == before || i < 10; i++) {
      append(project, i + FLOOD);
    }
  }

  private void digest(LogPartition lane) throws InterruptedException {
    trim(lane, lane.endPosition());
  }

  private void trim(LogPartition lane, long position) {
    lane.trim(position);
    digested.put(lane.partition(), position);
  }

  private static List<Character> firstOf(LogPartition lane, long position)
      throws InterruptedException {
    return lane.read(position, ALL, Duration.ZERO).stream()
        .map(entry -> text(entry).charAt(0))
        .toList();
  }

  @Nested
  class A_flood {

    @Test
    void leaves_the_usual_lane_to_the_others_when_more_of_it_waits_than_may() throws Exception {
      for (int i = 0; i < 10; i++) {
        append(PROJECT, i + FLOOD);
      }
      append(OTHER, "b");

      assertThat(firstOf(lanes.usual(), 0)).containsExactly('0', '1', '2', '3', '4', 'b');
      digest(lanes.usual());
      assertThat(firstOf(lanes.busy(), 0)).containsExactly('5', '6', '7', '8', '9');
    }

    @Test
    void of_many_small_records_is_one_too() throws Exception {
      for (int i = 0; lanes.busy().endPosition() == 0 && i < 1_000; i++) {
        append(PROJECT, "small");
      }

      assertThat(lanes.busy().endPosition()).isPositive();
    }

    @Test
    void stays_away_while_anything_of_it_waits_there_and_then_comes_back() throws Exception {
      flood(PROJECT);
      long usualEnd = lanes.usual().endPosition();
      digest(lanes.usual());
      append(PROJECT, "x");
      assertThat(lanes.usual().endPosition()).isEqualTo(usualEnd);

      digest(lanes.busy());
      long busyEnd = lanes.busy().endPosition();
      append(PROJECT, "y");

      assertThat(lanes.busy().endPosition()).isEqualTo(busyEnd);
      assertThat(firstOf(lanes.usual(), usualEnd)).containsExactly('y');
    }

    @Test
    void is_none_when_it_is_digested_as_it_comes() throws Exception {
      for (int i = 0; i < 20; i++) {
        append(PROJECT, i + FLOOD);
        digest(lanes.usual());
      }

      assertThat(lanes.busy().endPosition()).isZero();
    }

    @Test
    void is_not_read_in_the_busy_lane_before_the_usual_one_is_digested_up_to_its_move()
        throws Exception {
      flood(PROJECT);
      long move = lanes.usual().endPosition();
      append(OTHER, "behind the move");
      assertThat(firstOf(lanes.busy(), 0)).isEmpty();

      trim(lanes.usual(), move - 1);
      assertThat(firstOf(lanes.busy(), 0)).isEmpty();

      trim(lanes.usual(), move);
      assertThat(firstOf(lanes.busy(), 0)).isNotEmpty();
    }

    @Test
    void of_another_project_waits_behind_its_own_move_only() throws Exception {
      flood(PROJECT);
      digest(lanes.usual());
      long first = lanes.busy().endPosition();
      flood(OTHER);

      long position = 0;
      while (position < first) {
        position = lanes.busy().read(position, ALL, Duration.ZERO).getLast().next();
      }
      assertThat(position).isEqualTo(first);
      assertThat(firstOf(lanes.busy(), first)).isEmpty();
      digest(lanes.usual());
      assertThat(firstOf(lanes.busy(), first)).isNotEmpty();
    }

    @Test
    void wakes_the_reader_of_the_busy_lane_when_the_usual_one_went_on() throws Exception {
      flood(PROJECT);
      try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var reading = executor.submit(() -> lanes.busy().read(0, ALL, LONG).size());
        digest(lanes.usual());

        assertThat(reading.get()).isPositive();
      }
    }

    @Test
    void that_was_refused_is_not_held_against_anybody() throws Exception {
      budgetBytes = 900_000;
      reopen();
      for (int i = 0; i < 20; i++) {
        log().append(PROJECT, List.of(ByteSlice.of(i + FLOOD)));
      }
      assertThat(lanes.busy().endPosition()).isZero();
      digest(lanes.usual());
      append(PROJECT, "a");

      assertThat(lanes.busy().endPosition()).isZero();
    }
  }

  @Nested
  class After_a_kill {

    @Test
    void a_project_goes_on_in_the_lane_that_holds_records_of_it() throws Exception {
      flood(PROJECT);
      digest(lanes.usual());
      long end = lanes.busy().endPosition();
      reopen();
      digest(lanes.usual());

      append(PROJECT, "a");
      append(OTHER, "b");

      assertThat(firstOf(lanes.busy(), end)).containsExactly('a');
      assertThat(firstOf(lanes.usual(), digestedTo("local-0"))).containsExactly('b');
      trim(lanes.busy(), end);
      append(PROJECT, "c");
      assertThat(firstOf(lanes.busy(), end)).containsExactly('a', 'c');
    }

    @Test
    void the_busy_lane_waits_for_what_the_usual_one_held() throws Exception {
      flood(PROJECT);
      append(OTHER, "b");
      reopen();

      assertThat(firstOf(lanes.busy(), 0)).isEmpty();
      digest(lanes.usual());
      assertThat(firstOf(lanes.busy(), 0)).isNotEmpty();
    }

    @Test
    void nobody_is_busy_when_all_of_it_was_digested() throws Exception {
      flood(PROJECT);
      digest(lanes.usual());
      digest(lanes.busy());
      reopen();
      append(PROJECT, "a");

      assertThat(lanes.busy().endPosition()).isEqualTo(digestedTo("local-1"));
      assertThat(Files.size(folder.resolve("busy/projects"))).isZero();
    }

    @Test
    void a_note_torn_in_the_middle_counts_as_none() throws Exception {
      flood(PROJECT);
      log().close();
      Files.write(
          folder.resolve("busy/projects"), new byte[5], java.nio.file.StandardOpenOption.APPEND);
      reopen();
      flood(OTHER);
      reopen();
      digest(lanes.usual());
      long end = lanes.busy().endPosition();
      append(PROJECT, "a");
      append(OTHER, "b");

      assertThat(firstOf(lanes.busy(), end)).containsExactly('a', 'b');
    }
  }

  @Nested
  class One_budget {

    @Test
    void is_used_by_both_lanes() throws Exception {
      budgetBytes = 3_000_000;
      reopen();
      flood(PROJECT);
      assertThat(log().refusal()).isNull();
      append(OTHER, "b" + FLOOD);

      assertThat(log().append(PROJECT, List.of(ByteSlice.of(FLOOD + FLOOD))))
          .isEqualTo(new IntakeLog.Append.Refused(Reason.INTAKE_LOG_FULL));
      assertThat(log().append(OTHER, List.of(ByteSlice.of(FLOOD + FLOOD))))
          .isEqualTo(new IntakeLog.Append.Refused(Reason.INTAKE_LOG_FULL));

      digest(lanes.usual());
      append(PROJECT, FLOOD + FLOOD);
    }

    @Test
    void counts_both_lanes_after_a_restart() throws Exception {
      flood(PROJECT);
      budgetBytes = lanes.usual().endPosition() + lanes.busy().endPosition() + 50;
      reopen();

      append(OTHER, "b");
      assertThat(log().append(OTHER, List.of(ByteSlice.of("b".repeat(50)))))
          .isEqualTo(new IntakeLog.Append.Refused(Reason.INTAKE_LOG_FULL));
    }
  }

  @Nested
  class Large_records {

    private final String large = "l".repeat(2_200_000);

    @Test
    void are_in_memory_of_one_lane_only() throws Exception {
      append(PROJECT, large);
      append(PROJECT, large);
      digest(lanes.usual());
      long from = lanes.usual().endPosition();
      append(OTHER, large);
      assertThat(firstOf(lanes.usual(), from)).containsExactly('l');

      assertThat(firstOf(lanes.busy(), 0)).isEmpty();
      digest(lanes.usual());
      assertThat(firstOf(lanes.busy(), 0)).containsExactly('l');
    }

    @Test
    void of_the_busy_lane_do_not_stop_the_usual_one() throws Exception {
      append(PROJECT, large);
      append(PROJECT, large);
      digest(lanes.usual());
      long from = lanes.usual().endPosition();
      assertThat(firstOf(lanes.busy(), 0)).containsExactly('l');
      append(OTHER, "small");
      append(OTHER, large);

      var small = lanes.usual().read(from, 1, Duration.ZERO);
      assertThat(text(small.getFirst())).isEqualTo("small");
      assertThat(firstOf(lanes.usual(), small.getFirst().next())).containsExactly('l');
    }
  }

  @Test
  void a_project_that_cannot_be_noted_stays_where_it_is() throws Exception {
    Files.delete(folder.resolve("busy/projects"));
    Files.createDirectory(folder.resolve("busy/projects"));
    for (int i = 0; i < 10; i++) {
      append(PROJECT, i + FLOOD);
    }

    assertThat(lanes.busy().endPosition()).isZero();
    assertThat(texts(0, ALL)).hasSize(10);
  }

  @Test
  void a_folder_of_before_the_lanes_goes_on() throws Exception {
    log().close();
    var old = Files.createDirectory(folder.resolve("old"));
    try (var log = SegmentLog.open(old, 1 << 20, budgetBytes, 0, 0)) {
      durable(log.append(PROJECT, List.of(ByteSlice.of("old"))));
    }
    folder = old;
    reopen();
    append(PROJECT, "new");

    assertThat(texts(0, ALL)).isEqualTo(new ArrayList<>(List.of("old", "new")));
  }
}
