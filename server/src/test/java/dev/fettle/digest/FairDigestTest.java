package dev.fettle.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.intakelog.FairLog;
import dev.fettle.intakelog.IntakeLog;
import dev.fettle.intakelog.IntakeLogContract;
import dev.fettle.intakelog.IntakeRecord;
import dev.fettle.outcomes.OutcomeStore;
import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.Sender;
import dev.fettle.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two digests on the two lanes of a real log, with a consumer that is slow where a test says. */
class FairDigestTest {

  private static final InstantSource CLOCK = InstantSource.system();
  private static final int RECORDS = 3_000;
  private static final String FILLER = "x".repeat(2_000);

  @TempDir Path folder = Path.of("");

  private final TestDatabase database = TestDatabase.create();
  private final DigestStore store = new DigestStore(database.jdbc());
  private final OutcomeStore outcomes = new OutcomeStore(database.jdbc(), _ -> {}, _ -> {});
  private final Sender flooding = Sender.create(database.jdbc(), "");
  private final Sender other = Sender.create(database.jdbc(), "");
  private final Notes notes = new Notes(database.jdbc());
  private final List<AutoCloseable> open = new ArrayList<>();

  private FairLog openLog() throws IOException {
    var log =
        FairLog.open(
            folder, 32 << 20, 1 << 30, 0, partition -> store.position(partition, CLOCK.instant()));
    open.add(log);
    return log;
  }

  private Digests start(IntakeLog log) {
    var digests =
        new Digests(
            log,
            lane ->
                TestDigest.of(
                    lane, folder, notes, outcomes, database.jdbc(), database.transactions()));
    digests.start();
    open.add(digests);
    return digests;
  }

  @AfterEach
  void close_everything() throws Exception {
    for (var closeable : open.reversed()) {
      closeable.close();
    }
    database.close();
  }

  private static void append(IntakeLog log, Sender project, String text)
      throws InterruptedException {
    var record =
        new IntakeRecord(
            IntakeRecord.Kind.ENVELOPE,
            project.organizationId(),
            project.projectId(),
            CLOCK.instant(),
            new UUID(1, 2),
            "203.0.113.9",
            null,
            true,
            ByteSlice.of(""));
    var envelope = "{}\n{\"type\":\"event\",\"length\":%d}\n%s\n".formatted(text.length(), text);
    IntakeLogContract.durable(
        log.append(project.projectId(), List.of(record.head(), ByteSlice.of(envelope))));
  }

  private static void flood(IntakeLog log, Sender project) throws Exception {
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<?>>();
      for (int i = 0; i < RECORDS; i++) {
        var text = "flood %d %s".formatted(i, FILLER);
        answers.add(
            clients.submit(() -> {
              append(log, project, text);
              return true;
            }));
      }
      for (var answer : answers) {
        answer.get();
      }
    }
  }

  private long floodStored() {
    return database
        .jdbc()
        .sql("SELECT count(*) FROM note WHERE text LIKE 'flood%'")
        .query(Long.class)
        .single();
  }

  private boolean isStored(String text) {
    return database
        .jdbc()
        .sql("SELECT EXISTS (SELECT 1 FROM note WHERE text = :text)")
        .param("text", text)
        .query(Boolean.class)
        .single();
  }

  @Test
  void a_project_that_floods_does_not_keep_the_others_waiting() throws Throwable {
    var log = openLog();
    flood(log, flooding);
    append(log, other, "of another project");
    var stored = new CountDownLatch(1);
    // what is slow is slow for ever, as far as the other project can tell
    notes.beforeWriting =
        texts -> {
          if (!isStored("of another project") && Thread.currentThread().getName().endsWith("1")) {
            await(stored);
          }
        };
    var digests = start(log);

    ItemSender.eventually(() -> assertThat(isStored("of another project")).isTrue());
    assertThat(floodStored()).isLessThan(RECORDS);
    assertThat(digests.backlog()).isGreaterThan(3_000_000);

    stored.countDown();
    ItemSender.eventually(() -> assertThat(digests.backlog()).isZero());
    assertThat(floodStored()).isEqualTo(RECORDS);
    assertThat(flooding.counted(database.jdbc(), "accepted", "")).isEqualTo(RECORDS);
  }

  @Test
  void others_come_before_the_rest_of_a_flood_after_a_restart_too() throws Throwable {
    var log = openLog();
    flood(log, flooding);
    log.close();

    var reopened = openLog();
    append(reopened, flooding, "flood, the last");
    append(reopened, other, "of another project");
    var stored = new CountDownLatch(1);
    notes.beforeWriting =
        texts -> {
          if (Thread.currentThread().getName().endsWith("1")) {
            await(stored);
          }
        };
    var digests = start(reopened);
    ItemSender.eventually(() -> assertThat(isStored("of another project")).isTrue());
    assertThat(isStored("flood, the last")).isFalse();
    stored.countDown();
    ItemSender.eventually(() -> assertThat(digests.backlog()).isZero());

    assertThat(notes.stored().getLast()).isEqualTo("flood, the last");
    assertThat(floodStored()).isEqualTo(RECORDS + 1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
