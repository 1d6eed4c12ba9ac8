package dev.fettle.issues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of issues whose last event is too old, while events go on coming. */
class IssueExpiryDbTest {

  private final TestDatabase database = TestDatabase.create();
  private final Digester digester = new Digester(database);
  private final IssueChangeStore changes = new IssueChangeStore(database.jdbc(), _ -> {});

  @AfterEach
  void close() {
    database.close();
  }

  private int expire() {
    var expired =
        digester.transactions.execute(
            _ -> changes.expire(digester.now.minus(Duration.ofDays(90)), digester.now));
    return expired == null ? 0 : expired;
  }

  @Test
  void an_issue_that_gets_an_event_at_that_moment_stays() {
    var project = digester.project();
    digester.write(project, Digester.error("KeyError", ""));
    digester.now = digester.now.plus(Duration.ofDays(100));
    var late = digester.prepare(project, Digester.error("KeyError", ""));
    var expiry =
        digester.transactions.execute(_ -> {
          digester.consumer.write(late, new dev.fettle.items.OutcomeTally());
          var running = CompletableFuture.supplyAsync(this::expire);
          ItemSender.eventually(() ->
              assertThat(running.isDone() || waiting() > 0)
                  .as("the expiry came to the issue")
                  .isTrue());
          return running;
        });
    assertThat(expiry).isNotNull();
    assertThat(expiry.join()).isZero();
    assertThat(
            digester.number(
                "SELECT count(*) FROM issue WHERE project_id = :id AND deleted_at IS NULL",
                project.id()))
        .isEqualTo(1);
    assertThat(
            digester.number("SELECT count(*) FROM issue_hash WHERE project_id = :id", project.id()))
        .isEqualTo(1);
  }

  private long waiting() {
    return digester.number(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
  }

  @Test
  void the_next_event_of_an_expired_issue_makes_a_new_one() {
    var project = digester.project();
    digester.write(project, Digester.error("KeyError", ""));
    digester.now = digester.now.plus(Duration.ofDays(100));
    assertThat(expire()).isEqualTo(1);

    digester.write(project, Digester.error("KeyError", ""));

    assertThat(
            digester.number(
                "SELECT count(*) FROM issue WHERE project_id = :id AND deleted_at IS NULL",
                project.id()))
        .isEqualTo(1);
    assertThat(
            digester.number("SELECT count(*) FROM issue_hash WHERE project_id = :id", project.id()))
        .isEqualTo(1);
  }
}
