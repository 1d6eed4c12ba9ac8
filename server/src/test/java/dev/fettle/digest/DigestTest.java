package dev.fettle.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.id.OrganizationId;
import dev.fettle.core.id.ProjectId;
import dev.fettle.intakelog.IntakeLog;
import dev.fettle.intakelog.IntakeLogContract;
import dev.fettle.intakelog.IntakeRecord;
import dev.fettle.intakelog.LogPartition;
import dev.fettle.intakelog.SegmentLog;
import dev.fettle.live.Notice;
import dev.fettle.outcomes.OutcomeStore;
import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.Sender;
import dev.fettle.testkit.TestDatabase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.TransientDataAccessResourceException;

/** The digest on a real log and a real database, with a consumer that fails where a test says. */
class DigestTest {

  private static final Instant RECEIVED = Instant.parse("2026-11-23T10:59:59Z");
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir Path folder = Path.of("");

  private final TestDatabase database = TestDatabase.create();
  private final List<Notice> told = new CopyOnWriteArrayList<>();
  private final DigestStore store = new DigestStore(database.jdbc());
  private final OutcomeStore outcomes = new OutcomeStore(database.jdbc(), _ -> {}, told::add);
  private final Sender project = Sender.create(database.jdbc(), "");
  private final Notes notes = new Notes(database.jdbc());
  private final List<AutoCloseable> open = new ArrayList<>();

  private SegmentLog openLog() throws IOException {
    var log = SegmentLog.open(folder, 4000, 1 << 20, 0, store.position("local-0", CLOCK.instant()));
    open.add(log);
    return log;
  }

  private Digest start(LogPartition log) {
    var digest =
        TestDigest.of(log, folder, notes, outcomes, database.jdbc(), database.transactions());
    digest.start();
    open.add(digest);
    return digest;
  }

  private List<String> joins() {
    return List.of("enable_hashjoin", "enable_mergejoin").stream()
        .map(setting -> database.jdbc().sql("SHOW " + setting).query(String.class).single())
        .toList();
  }

  @Test
  void rows_of_a_batch_are_found_by_an_index_however_small_a_table_is() {
    database
        .transactions()
        .executeWithoutResult(_ -> {
          long before = store.position("local-0", CLOCK.instant());
          assertThat(store.advance("local-0", before, before + 1, CLOCK.instant())).isTrue();
          assertThat(store.advance("local-0", before, before + 2, CLOCK.instant())).isFalse();
          assertThat(joins()).containsOnly("off");
        });
    assertThat(joins()).containsOnly("on");
  }

  @AfterEach
  void close_everything() throws Exception {
    for (var closeable : open.reversed()) {
      closeable.close();
    }
    database.close();
  }

  private static String envelope(String... texts) {
    var envelope = new StringBuilder("{}\n");
    for (var text : texts) {
      envelope
          .append("{\"type\":\"event\",\"length\":")
          .append(text.length())
          .append("}\n")
          .append(text)
          .append("\n");
    }
    return envelope.toString();
  }

  private void append(SegmentLog log, String envelope) throws InterruptedException {
    var record =
        new IntakeRecord(
            IntakeRecord.Kind.ENVELOPE,
            project.organizationId(),
            project.projectId(),
            RECEIVED,
            new UUID(1, 2),
            "203.0.113.9",
            null,
            true,
            ByteSlice.of(""));
    IntakeLogContract.durable(
        log.append(project.projectId(), List.of(record.head(), ByteSlice.of(envelope))));
  }

  private void awaitDigested(SegmentLog log) throws Throwable {
    ItemSender.eventually(
        () -> assertThat(store.position("local-0", CLOCK.instant())).isEqualTo(log.endPosition()));
  }

  private long counted(String outcome, String reason) {
    return project.counted(database.jdbc(), outcome, reason);
  }

  private record Aside(String type, String reason, String detail, String payload) {}

  private List<Aside> setAside() {
    return database
        .jdbc()
        .sql(
            """
            SELECT item_type, reason, detail, payload
            FROM set_aside_item
            ORDER BY log_position
            """)
        .query((rows, _) ->
            new Aside(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                new String(rows.getBytes(4), java.nio.charset.StandardCharsets.UTF_8)))
        .list();
  }

  /** Fails as the driver does when the database is away, the first {@code times} times. */
  private static Consumer<List<String>> away(int times) {
    var left = new AtomicInteger(times);
    return texts -> {
      if (left.getAndDecrement() > 0) {
        throw new TransientDataAccessResourceException(
            "away", new SQLTransientConnectionException("away", "08006"));
      }
    };
  }

  @Nested
  class Exactly_once {

    @Test
    void everything_that_was_appended_is_written_once_in_order_and_trimmed() throws Throwable {
      var log = openLog();
      start(log);
      var expected = new ArrayList<String>();
      for (int i = 0; i < 300; i++) {
        expected.add("note " + i + " " + "x".repeat(i));
        append(log, envelope(expected.getLast()));
      }

      awaitDigested(log);

      assertThat(notes.stored()).isEqualTo(expected);
      assertThat(counted("accepted", "")).isEqualTo(300);
      ItemSender.eventually(() -> assertThat(log.firstPosition()).isGreaterThan(0));
    }

    @Test
    void outcomes_are_counted_in_the_hour_of_receipt() throws Throwable {
      var log = openLog();
      start(log);
      append(log, envelope("one", "two"));

      awaitDigested(log);

      assertThat(
              database
                  .jdbc()
                  .sql(
                      """
                      SELECT hour = timestamptz '2026-11-23 10:00:00Z' AND category = 'error' AND quantity = 2
                      FROM outcome_hour
                      """)
                  .query(Boolean.class)
                  .list())
          .containsExactly(true);
    }

    @Test
    void a_database_that_is_away_is_waited_for() throws Throwable {
      notes.beforeWriting = away(3);
      var log = openLog();
      start(log);
      append(log, envelope("one"));

      awaitDigested(log);

      assertThat(notes.stored()).containsExactly("one");
      assertThat(notes.writes).hasValue(4);
      assertThat(setAside()).isEmpty();
    }

    @Test
    void a_failure_after_everything_was_written_writes_nothing_twice() throws Throwable {
      notes.afterWriting = away(1);
      var log = openLog();
      start(log);
      append(log, envelope("one", "two"));

      awaitDigested(log);

      assertThat(notes.stored()).containsExactly("one", "two");
      assertThat(counted("accepted", "")).isEqualTo(2);
    }

    @Test
    void a_connection_killed_before_the_commit_writes_nothing_twice() throws Throwable {
      var left = new AtomicInteger(1);
      notes.afterWriting =
          texts -> {
            if (left.getAndDecrement() > 0) {
              database
                  .jdbc()
                  .sql("SELECT pg_terminate_backend(pg_backend_pid())")
                  .query()
                  .listOfRows();
            }
          };
      var log = openLog();
      start(log);
      append(log, envelope("one", "two"));

      awaitDigested(log);

      assertThat(notes.stored()).containsExactly("one", "two");
      assertThat(counted("accepted", "")).isEqualTo(2);
      assertThat(setAside()).isEmpty();
    }

    @Test
    void a_digest_that_died_between_write_and_commit_goes_on_after_the_restart() throws Throwable {
      notes.afterWriting = away(Integer.MAX_VALUE);
      var log = openLog();
      var first = start(log);
      append(log, envelope("one"));
      append(log, envelope("two"));
      ItemSender.eventually(() -> assertThat(notes.writes.get()).isPositive());
      first.close();
      log.close();
      assertThat(notes.stored()).isEmpty();

      notes.afterWriting = texts -> {};
      var reopened = openLog();
      start(reopened);
      append(reopened, envelope("three"));
      awaitDigested(reopened);

      assertThat(notes.stored()).containsExactly("one", "two", "three");
      assertThat(counted("accepted", "")).isEqualTo(3);
    }

    @Test
    void a_commit_that_somebody_else_made_is_not_made_again() throws Throwable {
      // the answer to our own commit was lost, or a second digest was faster: either way the
      // position moved
      var log = openLog();
      append(log, envelope("one"));
      long behindOne = log.endPosition();
      append(log, envelope("two"));
      var left = new AtomicInteger(1);
      notes.whilePreparing =
          text -> {
            if (left.getAndDecrement() > 0) {
              assertThat(store.advance("local-0", 0, behindOne, CLOCK.instant())).isTrue();
            }
          };

      start(log);
      awaitDigested(log);

      assertThat(notes.stored()).containsExactly("two");
      assertThat(counted("accepted", "")).isEqualTo(1);
    }

    @Test
    void two_digests_on_one_partition_write_nothing_twice() throws Throwable {
      var log = openLog();
      var expected = new ArrayList<String>();
      for (int i = 0; i < 50; i++) {
        expected.add("note " + i);
        append(log, envelope(expected.getLast()));
      }
      var position = log.endPosition();

      start(new PartitionView(log));
      start(new PartitionView(log));
      ItemSender.eventually(
          () -> assertThat(store.position("local-0", CLOCK.instant())).isEqualTo(position));

      assertThat(notes.stored()).isEqualTo(expected);
    }
  }

  /** The same log for another reader: its own copies, and nothing is trimmed away. */
  private record PartitionView(SegmentLog log) implements LogPartition {

    @Override
    public String partition() {
      return log.partition();
    }

    @Override
    public List<IntakeLog.Entry> read(long position, int maxBytes, java.time.Duration patience)
        throws InterruptedException {
      synchronized (log) {
        return log.read(position, 200, patience.dividedBy(100)).stream()
            .map(entry ->
                new IntakeLog.Entry(
                    entry.position(),
                    entry.next(),
                    entry.payload() == null ? null : ByteSlice.of(entry.payload().toByteArray())))
            .toList();
      }
    }

    @Override
    public long firstPosition() {
      return log.firstPosition();
    }

    @Override
    public long endPosition() {
      return log.endPosition();
    }

    @Override
    public void trim(long position) {}
  }

  @Nested
  class Poison {

    @Test
    void items_the_database_refuses_are_set_aside_and_their_neighbours_stored() throws Throwable {
      var log = openLog();
      append(log, envelope("one", "poison A", "two"));
      append(log, envelope("three"));
      append(log, envelope("poison B"));
      append(log, envelope("four", "five"));
      start(log);

      awaitDigested(log);

      assertThat(notes.stored()).containsExactly("one", "two", "three", "four", "five");
      assertThat(setAside()).extracting(Aside::payload).containsExactly("poison A", "poison B");
      assertThat(setAside()).extracting(Aside::reason).containsOnly("write_failed");
      assertThat(setAside().getFirst().detail()).contains("note_text_check");
      assertThat(counted("accepted", "")).isEqualTo(5);
      assertThat(counted("set_aside", "write_failed")).isEqualTo(2);
    }

    @Test
    void an_item_our_code_fails_on_is_set_aside_alone() throws Throwable {
      notes.whilePreparing =
          text -> {
            switch (text) {
              case "bug" -> throw new IllegalStateException("a bug\u0000 of ours");
              case "deep" -> throw new StackOverflowError("too deep");
              case "huge" -> throw new OutOfMemoryError("too much");
              default -> {}
            }
          };
      var log = openLog();
      start(log);
      append(log, envelope("one", "bug", "deep", "huge", "two"));

      awaitDigested(log);

      assertThat(notes.stored()).containsExactly("one", "two");
      assertThat(setAside())
          .extracting(Aside::payload)
          .containsExactlyInAnyOrder("bug", "deep", "huge");
      assertThat(counted("set_aside", "prepare_failed")).isEqualTo(3);
    }

    @Test
    void a_batch_that_fails_only_as_a_whole_is_digested_record_by_record() throws Throwable {
      notes.beforeWriting =
          texts -> {
            if (texts.contains("one") && texts.contains("two")) {
              throw new IllegalStateException("these two do not go together");
            }
          };
      var log = openLog();
      append(log, envelope("one"));
      append(log, envelope("two"));
      append(log, envelope("three"));
      start(log);

      awaitDigested(log);

      assertThat(notes.stored()).containsExactly("one", "two", "three");
      assertThat(setAside()).isEmpty();
    }

    @Test
    void a_record_that_fails_only_as_a_whole_is_set_aside_whole() throws Throwable {
      notes.beforeWriting =
          texts -> {
            if (texts.contains("one") && texts.contains("two")) {
              throw new IllegalStateException("these two do not go together");
            }
          };
      var log = openLog();
      append(log, envelope("zero"));
      append(log, envelope("one", "two"));
      append(log, envelope("three"));
      start(log);

      awaitDigested(log);

      assertThat(notes.stored()).containsExactly("zero", "three");
      assertThat(setAside()).hasSize(1);
      assertThat(setAside().getFirst().reason()).isEqualTo("record_failed");
      assertThat(setAside().getFirst().payload()).contains("one", "two");
      assertThat(counted("set_aside", "record_failed")).isEqualTo(1);
    }

    @Test
    void bytes_that_are_no_record_of_ours_are_set_aside_raw() throws Throwable {
      var log = openLog();
      IntakeLogContract.durable(
          log.append(project.projectId(), List.of(ByteSlice.of("\u0007nonsense"))));
      append(log, envelope("one"));
      start(log);

      awaitDigested(log);

      assertThat(notes.stored()).containsExactly("one");
      assertThat(setAside())
          .containsExactly(
              new Aside(
                  "record", "unreadable_record", "no version or kind of ours", "\u0007nonsense"));
    }

    @Test
    void bytes_damaged_on_disk_are_reported_and_their_neighbours_stored() throws Throwable {
      var log = openLog();
      append(log, envelope("one"));
      long damaged = log.endPosition();
      append(log, envelope("two"));
      append(log, envelope("three"));
      var file = folder.resolve("%020d.log".formatted(0));
      try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(new byte[] {'?'}), damaged + 70);
      }
      start(log);

      awaitDigested(log);

      assertThat(notes.stored()).containsExactly("one", "three");
      assertThat(setAside()).extracting(Aside::reason).containsExactly("damaged_record");
    }
  }

  @Nested
  class Outcomes {

    @Test
    void an_item_that_cannot_be_understood_is_invalid() throws Throwable {
      var log = openLog();
      start(log);
      append(log, envelope("one", "malformed", "two"));

      awaitDigested(log);

      assertThat(notes.stored()).containsExactly("one", "two");
      assertThat(counted("invalid", "malformed_event")).isEqualTo(1);
    }

    @Test
    void items_nobody_keeps_are_counted() throws Throwable {
      var log = openLog();
      start(log);
      append(
          log,
          "{}\n{\"type\":\"statsd\"}\n1\n{\"type\":\"log\",\"item_count\":7,\"content_type\":\"application/vnd.sentry.items.log+json\"}\n{}\n{\"type\":\"To\\u0000morrow\"}\n{}\n");

      awaitDigested(log);

      assertThat(counted("dropped", "not_kept_yet")).isEqualTo(1 + 7);
      assertThat(counted("dropped", "unsupported_tomorrow")).isEqualTo(1);
    }

    @Test
    void what_clients_threw_away_is_counted_in_their_words() throws Throwable {
      var log = openLog();
      start(log);
      append(
          log,
          """
          {}
          {"type":"client_report"}
          {"discarded_events":[{"reason":"before_send","category":"error","quantity":4},{"reason":"\\u0000\\ud800","category":"error","quantity":1}]}
          """);

      awaitDigested(log);

      assertThat(counted("client_discard", "before_send")).isEqualTo(4);
      assertThat(counted("client_discard", "_")).isEqualTo(1);
    }

    @Test
    void clients_cannot_make_counters_without_end() throws Throwable {
      var log = openLog();
      start(log);
      for (int i = 0; i < 10; i++) {
        var report = new StringBuilder("{}\n{\"type\":\"client_report\"}\n{\"discarded_events\":[");
        for (int j = 0; j < 100; j++) {
          report
              .append(j == 0 ? "" : ",")
              .append(
                  "{\"reason\":\"r%d\",\"category\":\"error\",\"quantity\":1}"
                      .formatted(i * 100 + j));
        }
        append(log, report.append("]}\n").toString());
      }

      awaitDigested(log);

      assertThat(
              database.jdbc().sql("SELECT count(*) FROM outcome_hour").query(Long.class).single())
          .isEqualTo(Labels.MOST);
      assertThat(counted("client_discard", "other")).isGreaterThan(800);
    }

    @Test
    void screens_are_told_of_what_was_counted() throws Throwable {
      var log = openLog();
      start(log);
      append(log, envelope("one", "two"));

      awaitDigested(log);

      assertThat(told)
          .containsExactly(
              new Notice.RequestCounted(
                  new OrganizationId(project.organizationId()),
                  new ProjectId(project.projectId()),
                  "accepted",
                  "error",
                  "",
                  2));
      assertThat(notes.stored()).containsExactly("one", "two");
    }

    @Test
    void a_project_that_is_gone_does_not_stop_the_others() throws Throwable {
      var log = openLog();
      append(log, envelope("one"));
      database.jdbc().sql("DELETE FROM project").update();
      start(log);

      awaitDigested(log);

      assertThat(notes.stored()).containsExactly("one");
    }
  }
}
