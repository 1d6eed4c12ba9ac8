package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.digest.Digests;
import dev.fettle.intakelog.IntakeLog;
import dev.fettle.intakelog.IntakeLogContract;
import dev.fettle.intakelog.IntakeRecord;
import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.Sender;
import dev.fettle.testkit.TestServer;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The whole product with its real consumers, digesting both lanes of its log at once. */
class FairLanesTest {

  private static final TestServer SERVER = TestServer.start(Map.of());
  private static final int EVENTS = 600;
  private static final String FILLER = "x".repeat(6_000);

  private final IntakeLog log = SERVER.bean(IntakeLog.class);

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  /** Events of four issues, with names that all projects share. */
  private void append(Sender project, int number) throws InterruptedException {
    var id = new UUID(0xFA, number).toString().replace("-", "");
    var event =
        """
        {"event_id":"%s","message":"flood","fingerprint":["%d"],"release":"shop@%d","environment":"env-%d",\
        "user":{"id":"%d"},"tags":{"region":"r%d","build":"b%d"},"extra":{"filler":"%s"}}\
        """
            .formatted(
                id,
                number % 4,
                number % 5,
                number % 3,
                number % 50,
                number % 7,
                number % 11,
                FILLER);
    var record =
        new IntakeRecord(
            IntakeRecord.Kind.STORE,
            project.organizationId(),
            project.projectId(),
            Instant.now(),
            new UUID(0xFA, number),
            "203.0.113.9",
            null,
            true,
            ByteSlice.of(""));
    IntakeLogContract.durable(
        log.append(project.projectId(), List.of(record.head(), ByteSlice.of(event))));
  }

  private void appendAll(Sender project) throws Exception {
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<?>>();
      for (int i = 0; i < EVENTS; i++) {
        int number = i;
        answers.add(
            clients.submit(() -> {
              append(project, number);
              return true;
            }));
      }
      for (var answer : answers) {
        answer.get();
      }
    }
  }

  private long number(String sql) {
    return SERVER.jdbc().sql(sql).query(Long.class).single();
  }

  @Test
  void both_lanes_at_once_lose_nothing_and_count_nothing_twice() throws Throwable {
    var flooding = Sender.create(SERVER);
    var others = new ArrayList<Sender>();
    for (int i = 0; i < 3; i++) {
      others.add(Sender.create(SERVER));
    }
    try (var database = SERVER.openConnection()) {
      holdUsualLane(database);
      appendAll(flooding); // 3.6 MB: the last third moves
      appendAll(flooding); // all of it again, as a client does that heard no answer
      for (var other : others) {
        appendAll(other);
      }
      database.rollback();
    }
    ItemSender.eventually(() -> assertThat(SERVER.bean(Digests.class).backlog()).isZero());

    assertThat(number("SELECT position FROM intake_position WHERE log_partition = 'local-1'"))
        .isGreaterThan(1_000_000);
    assertThat(number("SELECT count(*) FROM event")).isEqualTo(4 * EVENTS);
    assertThat(number("SELECT count(DISTINCT (project_id, event_id)) FROM event"))
        .isEqualTo(4 * EVENTS);
    assertThat(number("SELECT sum(event_count) FROM issue")).isEqualTo(4 * EVENTS);
    assertThat(number("SELECT count(*) FROM issue")).isEqualTo(4 * 4);
    assertThat(number("SELECT sum(quantity) FROM outcome_hour WHERE outcome = 'accepted'"))
        .isEqualTo(4 * EVENTS);
    assertThat(number("SELECT sum(quantity) FROM outcome_hour")).isEqualTo(5 * EVENTS);
    assertThat(number("SELECT count(*) FROM set_aside_item")).isZero();
  }

  /** The digest of the usual lane can commit nothing until this transaction ends. */
  private static void holdUsualLane(Connection database) throws Exception {
    database.setAutoCommit(false);
    try (var statement = database.createStatement()) {
      statement.execute("SELECT 1 FROM intake_position WHERE log_partition = 'local-0' FOR UPDATE");
    }
  }
}
