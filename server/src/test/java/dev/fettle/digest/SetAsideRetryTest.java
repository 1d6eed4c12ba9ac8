package dev.fettle.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.intakelog.IntakeLogContract;
import dev.fettle.intakelog.IntakeRecord;
import dev.fettle.intakelog.SegmentLog;
import dev.fettle.outcomes.OutcomeStore;
import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.Sender;
import dev.fettle.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items that the digest set aside, tried again. */
class SetAsideRetryTest {

  private static final Instant RECEIVED = Instant.parse("2026-11-23T10:59:59Z");
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir Path folder = Path.of("");

  private final TestDatabase database = TestDatabase.create();
  private final DigestStore store = new DigestStore(database.jdbc());
  private final OutcomeStore outcomes = new OutcomeStore(database.jdbc(), _ -> {}, _ -> {});
  private final Sender project = Sender.create(database.jdbc(), "");
  private final Notes notes = new Notes(database.jdbc());
  private final SetAsideStore items = new SetAsideStore(database.jdbc());
  private final SetAsideRetry retry =
      new SetAsideRetry(items, outcomes, List.of(notes), database.transactions(), CLOCK);

  @AfterEach
  void close_the_database() {
    database.close();
  }

  /** Digests an envelope of one event; the id under which it is set aside. */
  private UUID setAside(String text) throws Throwable {
    try (var log =
            SegmentLog.open(folder, 4000, 1 << 20, 0, store.position("local-0", CLOCK.instant()));
        var digest =
            TestDigest.of(log, folder, notes, outcomes, database.jdbc(), database.transactions())) {
      digest.start();
      var record =
          new IntakeRecord(
              IntakeRecord.Kind.ENVELOPE,
              project.organizationId(),
              project.projectId(),
              RECEIVED,
              new UUID(1, 2),
              "203.0.113.9",
              "agent/1",
              true,
              ByteSlice.of(""));
      var envelope = "{}\n{\"type\":\"event\"}\n%s\n".formatted(text);
      IntakeLogContract.durable(
          log.append(project.projectId(), List.of(record.head(), ByteSlice.of(envelope))));
      ItemSender.eventually(() ->
          assertThat(store.position("local-0", CLOCK.instant())).isEqualTo(log.endPosition()));
    }
    return items.list(project.projectId(), false, null, 2).getFirst().id();
  }

  private long counted(String outcome, String reason) {
    return project.counted(database.jdbc(), outcome, reason);
  }

  @Test
  void an_item_that_is_understood_now_moves_from_set_aside_to_accepted() throws Throwable {
    notes.whilePreparing =
        text -> {
          throw new IllegalStateException("not yet understood");
        };
    var id = setAside("one");
    assertThat(counted("set_aside", "prepare_failed")).isEqualTo(1);
    notes.whilePreparing = text -> {};

    assertThat(retry.retry(project.projectId(), id)).isEqualTo(new SetAsideRetry.Result.Digested());

    assertThat(notes.stored()).containsExactly("one");
    assertThat(counted("set_aside", "prepare_failed")).isZero();
    assertThat(counted("accepted", "")).isEqualTo(1);
    assertThat(items.list(project.projectId(), false, null, 2)).isEmpty();
  }

  @Test
  void the_item_comes_as_it_was_received() throws Throwable {
    notes.afterWriting =
        texts -> {
          throw new IllegalStateException("cannot be written");
        };
    var id = setAside("one");

    var item = items.find(project.projectId(), id).orElseThrow();
    var record = Objects.requireNonNull(IntakeRecord.decode(item.logRecord()));

    assertThat(record.received()).isEqualTo(RECEIVED);
    assertThat(record.eventId()).isEqualTo(new UUID(1, 2));
    assertThat(record.clientIp()).isEqualTo("203.0.113.9");
    assertThat(record.userAgent()).isEqualTo("agent/1");
    assertThat(record.scrubIp()).isTrue();
    assertThat(item.payload().utf8()).isEqualTo("one");
    assertThat(item.reason()).isEqualTo("write_failed");
  }

  @Test
  void an_item_that_fails_again_stays_and_counts_once() throws Throwable {
    var id = setAside("poison");

    var result = retry.retry(project.projectId(), id);

    assertThat(result).isInstanceOf(SetAsideRetry.Result.FailedAgain.class);
    assertThat(((SetAsideRetry.Result.FailedAgain) result).detail()).contains("note_text_check");
    assertThat(counted("set_aside", "write_failed")).isEqualTo(1);
    assertThat(counted("accepted", "")).isZero();
    assertThat(items.list(project.projectId(), false, null, 2)).hasSize(1);
  }

  @Test
  void two_attempts_at_once_count_once() throws Throwable {
    notes.afterWriting =
        texts -> {
          throw new IllegalStateException("cannot be written");
        };
    var id = setAside("one");
    notes.afterWriting = texts -> {};
    Callable<SetAsideRetry.Result> attempt = () -> retry.retry(project.projectId(), id);

    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var result : executor.invokeAll(List.of(attempt, attempt, attempt))) {
        result.get();
      }
    }

    assertThat(notes.stored()).containsExactly("one");
    assertThat(counted("accepted", "")).isEqualTo(1);
    assertThat(counted("set_aside", "write_failed")).isZero();
  }

  @Test
  void another_project_cannot_touch_it() throws Throwable {
    var id = setAside("poison");
    var stranger = Sender.create(database.jdbc(), "");

    assertThat(retry.retry(stranger.projectId(), id)).isEqualTo(new SetAsideRetry.Result.Gone());
    assertThat(items.resolve(stranger.projectId(), id, CLOCK.instant())).isFalse();
    assertThat(items.find(stranger.projectId(), id)).isEmpty();
  }
}
