package dev.fettle.intakelog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.items.Reason;
import dev.fettle.testkit.ItemSender;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentLogTest extends IntakeLogContract {

  private static final long LARGE = 1 << 20;

  @TempDir Path folder = Path.of("");

  private long segmentBytes = LARGE;
  private long budgetBytes = 64 * LARGE;
  private long digested;
  private long floorBytes;
  private Duration rollAfter = Duration.ofHours(1);

  @Override
  Opened open() throws IOException {
    var log =
        SegmentLog.open(
            "local-0",
            folder,
            Segment.DISK,
            segmentBytes,
            new LogBudget(budgetBytes),
            new DiskRoom(folder, floorBytes),
            rollAfter,
            digested);
    return new Opened(log, log);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private Path lastFile() throws IOException {
    return files().getLast();
  }

  private static void overwrite(Path file, long offset, int value) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {(byte) value}), offset);
    }
  }

  @Nested
  class After_a_kill {

    @Test
    void a_tail_torn_at_any_byte_is_cut_and_what_was_before_stays() throws Exception {
      append("first");
      long kept = append("second");
      long end = append("third, torn");
      log().close();
      var whole = Files.readAllBytes(lastFile());
      assertThat(whole).hasSize((int) end);

      for (int length = (int) kept; length < end; length++) {
        Files.write(lastFile(), java.util.Arrays.copyOf(whole, length));
        reopen();

        assertThat(partition().endPosition()).as("torn at %d", length).isEqualTo(kept);
        assertThat(texts(0, ALL)).containsExactly("first", "second");
        log().close();
      }
      reopen();
      append("fourth");
      assertThat(texts(0, ALL)).containsExactly("first", "second", "fourth");
    }

    @Test
    void garbage_or_zeros_after_the_last_record_are_cut() throws Exception {
      for (int filler : List.of(0, 1, 0x7F, 0xFF)) {
        long end = append("filler " + filler);
        log().close();
        var junk = new byte[100_000];
        java.util.Arrays.fill(junk, (byte) filler);
        Files.write(lastFile(), junk, StandardOpenOption.APPEND);

        reopen();

        assertThat(partition().endPosition()).as("filler %d", filler).isEqualTo(end);
        assertThat(Files.size(lastFile())).isEqualTo(end);
      }
      assertThat(texts(0, ALL)).containsExactly("filler 0", "filler 1", "filler 127", "filler 255");
    }

    @Test
    void an_old_record_at_another_place_is_not_taken_for_a_new_one() throws Exception {
      long first = append("the same text");
      long second = append("the same text");
      log().close();
      var bytes = Files.readAllBytes(lastFile());
      var moved = bytes.clone();
      System.arraycopy(bytes, 0, moved, (int) first, (int) (second - first));
      Files.write(lastFile(), moved);

      reopen();

      assertThat(partition().endPosition()).isEqualTo(first);
    }
  }

  @Nested
  class Damage {

    @Test
    void a_flipped_bit_in_a_payload_costs_that_record_only_at_every_byte() throws Exception {
      long first = append("first");
      long second = append("second");
      append("third");
      for (long at = first + Segment.FRAME_BYTES; at < second; at++) {
        var before = Files.readAllBytes(lastFile());
        overwrite(lastFile(), at, before[(int) at] ^ 1);

        assertThat(texts(0, ALL)).as("byte %d", at).containsExactly("first", "(damaged)", "third");

        Files.write(lastFile(), before);
      }
    }

    @Test
    void records_after_a_damaged_one_outlive_a_restart() throws Exception {
      long first = append("first");
      append("second");
      append("third");
      log().close();
      overwrite(lastFile(), first + Segment.FRAME_BYTES, '?');

      reopen();

      assertThat(texts(0, ALL)).containsExactly("first", "(damaged)", "third");
    }

    @Test
    void an_unbelievable_length_costs_the_rest_of_its_segment_and_no_other() throws Exception {
      segmentBytes = 50;
      reopen();
      append("a".repeat(60));
      append("b".repeat(20));
      append("c".repeat(40));
      append("d");
      var second = files().get(1);
      for (int value : List.of(0x80, 0x7F)) {
        overwrite(second, 0, value);

        assertThat(texts(0, ALL)).containsExactly("a".repeat(60), "(damaged)", "d");
      }
    }
  }

  @Nested
  class Segments {

    @Test
    void records_are_read_across_segments() throws Exception {
      segmentBytes = 200;
      reopen();
      var expected = new ArrayList<String>();
      for (int i = 0; i < 50; i++) {
        expected.add("record " + "y".repeat(i));
        append(expected.getLast());
      }

      assertThat(files()).hasSizeGreaterThan(5);
      assertThat(texts(0, ALL)).isEqualTo(expected);
      reopen();
      assertThat(texts(0, 64)).isEqualTo(expected);
    }

    @Test
    void digested_segments_are_deleted_whole_and_the_newest_stays() throws Exception {
      segmentBytes = 100;
      reopen();
      append("a".repeat(120));
      long second = append("b".repeat(120));
      long third = append("c".repeat(120));
      assertThat(files()).hasSize(3);

      partition().trim(second - 1);
      assertThat(files()).hasSize(2);
      assertThat(texts(partition().firstPosition(), ALL))
          .containsExactly("b".repeat(120), "c".repeat(120));

      partition().trim(third);
      assertThat(files()).hasSize(1);
      assertThat(partition().endPosition()).isEqualTo(third);

      reopen();
      assertThat(partition().endPosition()).isEqualTo(third);
      append("d");
      assertThat(texts(third, ALL)).containsExactly("d");
    }

    @Test
    void an_emptied_folder_goes_on_from_the_digested_position() throws Exception {
      digested = append("digested and lost");
      log().close();
      Files.delete(lastFile());

      reopen();

      assertThat(partition().endPosition()).isEqualTo(digested);
      append("new");
      assertThat(texts(digested, ALL)).containsExactly("new");
    }

    @Test
    void other_files_in_the_folder_do_no_harm() throws Exception {
      append("one");
      Files.writeString(folder.resolve("README"), "not ours");
      Files.writeString(folder.resolve("postgres.log"), "not ours either");

      reopen();

      assertThat(texts(0, ALL)).containsExactly("one");
    }
  }

  @Nested
  class A_full_disk {

    @Test
    void refuses_cuts_what_was_half_written_and_takes_again_when_there_is_room() throws Exception {
      for (int room = 0; room < 400_000; room += 37_111) {
        var place = Files.createDirectory(folder.resolve("room-" + room));
        var disk = new SmallDisk(100 + room);
        try (var log =
            SegmentLog.open(
                "local-0",
                place,
                disk,
                LARGE,
                new LogBudget(budgetBytes),
                new DiskRoom(place, 0),
                rollAfter,
                0)) {
          long kept = durable(log.append(PROJECT, List.of(ByteSlice.of("kept"))));

          assertThat(log.append(PROJECT, List.of(ByteSlice.of("x".repeat(420_000)))))
              .isEqualTo(new IntakeLog.Append.Refused(Reason.INTAKE_LOG_UNWRITABLE));
          assertThat(log.endPosition()).isEqualTo(kept);

          disk.free(1 << 20);
          durable(log.append(PROJECT, List.of(ByteSlice.of("after"))));
        }
        try (var log = SegmentLog.open(place, LARGE, budgetBytes, 0, 0)) {
          assertThat(log.read(0, ALL, LONG).stream().map(IntakeLogContract::text))
              .as("room for %d bytes", room)
              .containsExactly("kept", "after");
        }
      }
    }
  }

  @Nested
  class What_is_digested {

    @Test
    void is_gone_soon_and_not_only_when_a_file_is_full() throws Exception {
      rollAfter = Duration.ofMillis(20);
      reopen();
      long end = append("the text of somebody who is to be forgotten");
      assertThat(contents()).contains("forgotten");
      partition().trim(end);

      ItemSender.eventually(() -> assertThat(contents()).doesNotContain("forgotten"));

      assertThat(partition().firstPosition()).isEqualTo(end);
      append("after");
      assertThat(texts(end, ALL)).containsExactly("after");
      digested = end;
      reopen();
      assertThat(texts(end, ALL)).containsExactly("after");
    }

    @Test
    void goes_while_more_comes_and_what_is_not_digested_stays() throws Exception {
      rollAfter = Duration.ofMillis(20);
      reopen();
      append("forgotten");
      ItemSender.eventually(() -> {
        partition().trim(append("digested soon"));
        assertThat(contents()).doesNotContain("forgotten");
      });
      long digestedTo = partition().endPosition();
      append("kept");
      assertThat(texts(digestedTo, ALL)).containsExactly("kept");
    }

    private String contents() throws IOException {
      var all = new StringBuilder();
      for (var file : files()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
      return all.toString();
    }
  }

  @Nested
  class Budget {

    @Test
    void a_disk_with_too_little_left_for_the_database_refuses_first() throws Exception {
      append("while there is room");
      assertThat(log().refusal()).isNull();
      floorBytes = Long.MAX_VALUE;
      reopen();

      assertThat(log().append(PROJECT, List.of(ByteSlice.of("more"))))
          .isEqualTo(new IntakeLog.Append.Refused(Reason.INTAKE_DISK));
      assertThat(log().refusal()).isEqualTo(Reason.INTAKE_DISK);
      assertThat(texts(0, ALL)).containsExactly("while there is room");
    }

    @Test
    void a_full_log_refuses_until_it_is_trimmed() throws Exception {
      budgetBytes = 1000;
      reopen();
      long first = append("a".repeat(600));

      assertThat(log().append(PROJECT, List.of(ByteSlice.of("b".repeat(600)))))
          .isEqualTo(new IntakeLog.Append.Refused(Reason.INTAKE_LOG_FULL));
      assertThat(partition().endPosition()).isEqualTo(first);

      partition().trim(first);
      append("c".repeat(600));
      assertThat(texts(first, ALL)).containsExactly("c".repeat(600));
    }

    @Test
    void the_budget_counts_what_is_not_digested_after_a_restart() throws Exception {
      budgetBytes = 1000;
      reopen();
      append("a".repeat(600));

      reopen();

      assertThat(log().append(PROJECT, List.of(ByteSlice.of("b".repeat(600)))))
          .isEqualTo(new IntakeLog.Append.Refused(Reason.INTAKE_LOG_FULL));
    }

    @Test
    void a_folder_that_cannot_be_written_refuses_and_the_log_stays_usable() throws Exception {
      segmentBytes = 50;
      reopen();
      long first = append("a".repeat(60));
      // a file in the way of the next segment: a full or failing disk, which root's tests can have
      // too
      var obstacle = folder.resolve("%020d.log".formatted(first));
      Files.createDirectory(obstacle);

      assertThat(log().append(PROJECT, List.of(ByteSlice.of("b"))))
          .isEqualTo(new IntakeLog.Append.Refused(Reason.INTAKE_LOG_UNWRITABLE));
      assertThat(texts(0, ALL)).containsExactly("a".repeat(60));

      Files.delete(obstacle);
      append("c");
      assertThat(texts(0, ALL)).containsExactly("a".repeat(60), "c");
    }
  }
}
