package dev.fettle.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.id.IssueId;
import dev.fettle.core.id.OrganizationId;
import dev.fettle.core.id.ProjectId;
import dev.fettle.platform.db.DatabaseServer;
import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticesTest {

  private final TestDatabase database = TestDatabase.create();
  private final LiveStore store =
      new LiveStore(DatabaseServer.external(database.address()), database.jdbc());
  private final Notices notices = new Notices(store);
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final AtomicBoolean listening = new AtomicBoolean();
  private final AtomicBoolean goOn = new AtomicBoolean(true);
  private final Thread listener =
      Thread.ofVirtual()
          .unstarted(() -> store.listen(() -> listening.set(true), heard::add, goOn::get));

  @BeforeEach
  void listen() {
    listener.start();
    ItemSender.eventually(() -> assertThat(listening).isTrue());
    notices.start();
  }

  @AfterEach
  void close() throws Exception {
    goOn.set(false);
    notices.close();
    listener.join();
    database.close();
  }

  private static Notice issue(long organization, long issue, Notice.Kind kind, String title) {
    return new Notice.IssueChanged(
        new OrganizationId(organization),
        new ProjectId(2),
        new IssueId(issue),
        kind,
        title,
        "error",
        "SHOP-1",
        null);
  }

  private static Notice request(long organization, String reason, long quantity) {
    return new Notice.RequestCounted(
        new OrganizationId(organization), new ProjectId(2), "invalid", "error", reason, quantity);
  }

  @Test
  void work_that_is_rolled_back_is_told_to_nobody() {
    database
        .transactions()
        .executeWithoutResult(status -> {
          notices.send(request(1, "never", 1));
          status.setRollbackOnly();
        });
    database.transactions().executeWithoutResult(_ -> notices.send(request(1, "kept", 1)));

    ItemSender.eventually(() -> assertThat(heard).isNotEmpty());
    assertThat(heard.getFirst())
        .isEqualTo(
            """
            {"organizationId":1,"notices":[{"type":"request","projectId":"2","outcome":"invalid","category":"error","reason":"kept","quantity":1}]}\
            """);
  }

  @Test
  void what_waits_together_becomes_one_payload_for_each_organization() {
    database
        .transactions()
        .executeWithoutResult(_ -> {
          notices.send(request(1, "a \"quoted\" reason", 2));
          notices.send(request(1, "a \"quoted\" reason", 3));
          notices.send(issue(1, 9, Notice.Kind.NEW, "Broken"));
          notices.send(issue(1, 9, Notice.Kind.UPDATED, "Broken"));
          notices.send(request(7, "", 1));
        });

    ItemSender.eventually(
        () -> assertThat(String.join("", heard)).contains("\"organizationId\":7"));
    var text = String.join("\n", heard);
    assertThat(text)
        .contains("\"reason\":\"a \\\"quoted\\\" reason\",\"quantity\":")
        .contains("\"kind\":\"new\"")
        .doesNotContain("\"kind\":\"updated\"");
  }

  @Test
  void a_payload_fits_and_what_matters_is_in_it() {
    var many = new ArrayList<Notice>();
    for (int i = 0; i < 200; i++) {
      many.add(issue(1, i, Notice.Kind.UPDATED, "\u00e4\u20ac".repeat(50)));
    }
    many.add(issue(1, 999, Notice.Kind.NEW, "the new one"));
    var payload = NoticeJson.payload(new OrganizationId(1), many);
    assertThat(payload.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(8_000);
    assertThat(payload).contains("the new one").endsWith("]}");
  }
}
