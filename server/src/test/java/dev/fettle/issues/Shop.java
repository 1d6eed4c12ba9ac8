package dev.fettle.issues;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.envelope.ItemHeader;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.OutcomeTally;
import dev.fettle.items.PreparedItem;
import dev.fettle.platform.time.Ids;
import dev.fettle.testkit.Browser;
import dev.fettle.testkit.TestServer;
import dev.fettle.testkit.World;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A world whose project receives events, written by the running server's own consumer. */
final class Shop {

  final World world;
  final TestServer server;
  private final Instant now;

  Shop() {
    this(World.create());
  }

  Shop(World world) {
    this.world = world;
    this.server = world.server;
    this.now = server.bean(InstantSource.class).instant();
  }

  /** Events that arrive that long ago, in one batch. */
  Shop receive(Duration ago, String... events) {
    var batch = new ArrayList<PreparedItem>();
    var consumer = server.bean(IssueEventConsumer.class);
    for (var event : events) {
      var item =
          new IncomingItem(
              world.organizationId,
              world.projectId,
              server.bean(Ids.class).randomUuid(),
              new ItemHeader(ItemType.EVENT, "event", null, null, null, null, null),
              ByteSlice.of(event),
              now.minus(ago),
              null,
              null,
              null,
              true);
      try {
        batch.add(consumer.prepare(item));
      } catch (MalformedPayloadException e) {
        throw new AssertionError(e);
      }
    }
    server
        .bean(TransactionTemplate.class)
        .executeWithoutResult(_ -> consumer.write(batch, new OutcomeTally()));
    return this;
  }

  Shop receive(String... events) {
    return receive(Duration.ZERO, events);
  }

  String listPath() {
    return "/api/0/organizations/" + world.organization + "/issues/";
  }

  /** Titles of a list's page, up to the colon. */
  List<String> titles(String parameters) {
    var answer = world.alice.api().get(listPath() + parameters);
    if (answer.status() != 200) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
    return titles(answer);
  }

  static List<String> titles(Browser.Answer answer) {
    var titles = new ArrayList<String>();
    for (JsonNode issue : answer.json()) {
      titles.add(issue.get("title").stringValue().split(":", 2)[0]);
    }
    return titles;
  }

  /** The id of the issue with that title. */
  String issueId(String title) {
    return server
        .jdbc()
        .sql(
            "SELECT id::text FROM issue JOIN issue_text ON issue_id = id WHERE project_id = :project AND title LIKE :title AND deleted_at IS NULL")
        .param("project", world.projectId)
        .param("title", title + "%")
        .query(String.class)
        .single();
  }
}
