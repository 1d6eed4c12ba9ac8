package dev.fettle.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fettle.core.ByteSlice;
import dev.fettle.intakelog.IntakeLogContract;
import dev.fettle.intakelog.IntakeRecord;
import dev.fettle.intakelog.SegmentLog;
import dev.fettle.testkit.ChildJvm;
import dev.fettle.testkit.Sender;
import dev.fettle.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that really end the process, with the launcher's own flag for that. */
class DeadlyRecordsTest {

  @TempDir Path folder = Path.of("");

  private final TestDatabase database = TestDatabase.create();
  private final Sender project = Sender.create(database.jdbc(), "");

  @BeforeEach
  void make_a_table_for_survivors() {
    database.jdbc().sql("CREATE TABLE survivor (text text)").update();
  }

  @AfterEach
  void close_database() {
    database.close();
  }

  private void append(String... texts) throws IOException, InterruptedException {
    try (var log = SegmentLog.open(folder, 1 << 24, 1 << 24, 0, 0)) {
      for (var text : texts) {
        var record =
            new IntakeRecord(
                IntakeRecord.Kind.ENVELOPE,
                project.organizationId(),
                project.projectId(),
                Instant.parse("2026-11-23T10:59:59Z"),
                new UUID(1, 2),
                null,
                null,
                true,
                ByteSlice.of(""));
        IntakeLogContract.durable(
            log.append(
                project.projectId(),
                List.of(record.head(), ByteSlice.of("{}\n{\"type\":\"event\"}\n" + text + "\n"))));
      }
    }
  }

  private ChildJvm start() throws IOException {
    var address = database.address();
    return ChildJvm.start(
        System.getProperty("java.class.path"),
        List.of("-Xmx40m", "-XX:+ExitOnOutOfMemoryError"),
        MortalDigest.class.getName(),
        List.of(address.jdbcUrl(), address.user(), address.password(), folder.toString()),
        Map.of(),
        folder.resolve("output.txt"));
  }

  private void dies() throws IOException {
    try (var process = start()) {
      assertThatIllegalStateException()
          .isThrownBy(process::awaitSuccess)
          .withMessageContaining("OutOfMemoryError");
    }
  }

  private void survives() throws IOException, InterruptedException {
    try (var process = start()) {
      process.awaitSuccess();
    }
  }

  private List<String> survivors() {
    return database
        .jdbc()
        .sql("SELECT text FROM survivor ORDER BY ctid")
        .query((row, _) -> Objects.requireNonNull(row.getString(1)))
        .list();
  }

  @Test
  void the_third_start_sets_it_aside_unread_and_goes_on() throws Exception {
    append("one", "deadly to prepare", "two");

    dies();
    dies();
    survives();

    assertThat(survivors()).containsExactly("one", "two");
    assertThat(setAside()).containsExactly("record record_killed_process true");
    assertThat(project.counted(database.jdbc(), "accepted", "")).isEqualTo(2);
    assertThat(project.counted(database.jdbc(), "set_aside", "record_killed_process")).isEqualTo(1);
  }

  /** Which record of a batch it was shows only when they are written one by one. */
  @Test
  void one_that_dies_in_the_database_takes_a_start_more() throws Exception {
    append("one", "deadly to write", "two");

    dies();
    dies();
    dies();
    survives();

    assertThat(survivors()).containsExactly("one", "two");
    assertThat(setAside()).containsExactly("record record_killed_process true");
  }

  /** The batch that is written meanwhile has nothing to do with it. */
  @Test
  void one_that_is_read_ahead_is_blamed_alone() throws Exception {
    var texts = new ArrayList<String>();
    for (int i = 0; i < 30; i++) {
      texts.add(i + " " + "x".repeat(100_000));
    }
    var harmless = List.copyOf(texts);
    texts.add(28, "deadly to prepare");
    append(texts.toArray(String[]::new));

    dies();
    dies();
    survives();

    assertThat(survivors()).isEqualTo(harmless);
    assertThat(setAside()).containsExactly("record record_killed_process true");
  }

  @Test
  void two_of_them_are_set_aside_one_after_the_other() throws Exception {
    append("deadly to prepare 1", "one", "deadly to prepare 2");

    for (int death = 0; death < 4; death++) {
      dies();
    }
    survives();

    assertThat(survivors()).containsExactly("one");
    assertThat(setAside()).hasSize(2);
  }

  /** Type, reason, and whether the bytes are there. */
  private List<String> setAside() {
    return database
        .jdbc()
        .sql(
            """
            SELECT item_type || ' ' || reason || ' ' || (position('deadly'::bytea in payload) > 0)
            FROM set_aside_item
            ORDER BY log_position
            """)
        .query((row, _) -> Objects.requireNonNull(row.getString(1)))
        .list();
  }
}
