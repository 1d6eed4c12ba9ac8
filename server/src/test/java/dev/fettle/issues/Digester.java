package dev.fettle.issues;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.envelope.ItemHeader;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.OutcomeTally;
import dev.fettle.items.PreparedItem;
import dev.fettle.live.Notice;
import dev.fettle.payloads.DictionaryStore;
import dev.fettle.payloads.DictionaryTraining;
import dev.fettle.payloads.EventPayloads;
import dev.fettle.platform.db.PartitionStore;
import dev.fettle.platform.db.Partitions;
import dev.fettle.platform.db.TableCopy;
import dev.fettle.platform.time.Ids;
import dev.fettle.projects.NameStore;
import dev.fettle.testkit.TestDatabase;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The consumer as the digest uses it, over a real database, with a clock that tests move. */
final class Digester {

  private static final AtomicInteger COUNT = new AtomicInteger();

  final JdbcClient jdbc;
  final TransactionTemplate transactions;
  final PartitionStore partitionStore;
  final Partitions partitions;
  final DictionaryStore dictionaries;
  final DictionaryTraining training;
  final EventPayloads payloads;
  final IssueEventConsumer consumer;
  final Ids ids;

  /** What screens would be told. */
  final List<Notice> notices = new ArrayList<>();

  Instant now = Instant.parse("2026-11-25T10:20:30Z");

  /** A project made with SQL. */
  record Project(long organizationId, long id, String slug) {}

  Digester(TestDatabase database) {
    jdbc = database.jdbc();
    var manager = new DataSourceTransactionManager(database.dataSource());
    transactions = new TransactionTemplate(manager);
    ids = new Ids(() -> now, new SecureRandom());
    partitionStore = new PartitionStore(jdbc, manager);
    partitions = new Partitions(partitionStore, "event", () -> now, Duration.ofDays(90));
    dictionaries = new DictionaryStore(jdbc);
    training = new DictionaryTraining(dictionaries, () -> now);
    payloads = new EventPayloads(dictionaries, training);
    consumer =
        new IssueEventConsumer(
            ids,
            payloads,
            partitions,
            new EventWriteStore(jdbc, new TableCopy(database.dataSource())),
            new NameStore(jdbc),
            new IssueAssignment(new IssueAssignStore(jdbc)),
            new IssueCounterStore(jdbc, notices::add),
            new IssueTagStore(jdbc));
  }

  Project project() {
    int number = COUNT.incrementAndGet();
    long organizationId =
        jdbc.sql(
                "INSERT INTO organization (name, slug, created_at) VALUES ('Acme', :slug, now()) RETURNING id")
            .param("slug", "acme-" + number)
            .query(Long.class)
            .single();
    return project(organizationId, "shop-" + number);
  }

  Project project(long organizationId, String slug) {
    long id =
        jdbc.sql(
                "INSERT INTO project (organization_id, slug, name, created_at) VALUES (:organization, :slug, 'Shop', now()) RETURNING id")
            .param("organization", organizationId)
            .param("slug", slug)
            .query(Long.class)
            .single();
    return new Project(organizationId, id, slug);
  }

  IncomingItem item(Project project, String json) {
    return new IncomingItem(
        project.organizationId(),
        project.id(),
        ids.randomUuid(),
        new ItemHeader(ItemType.EVENT, "event", null, null, null, null, null),
        ByteSlice.of(json),
        now,
        null,
        null,
        null,
        true);
  }

  /** An error of that type in that function; more JSON fields follow a comma. */
  static String error(String type, String more) {
    return """
    {"platform":"python","level":"error"%s,"exception":{"values":[{"type":"%s","value":"it broke",
    "stacktrace":{"frames":[{"filename":"shop.py","function":"f_%s","in_app":true,"lineno":1}]}}]}}
    """
        .formatted(more.isEmpty() ? "" : "," + more, type, type);
  }

  static String eventId(UUID id) {
    return "\"event_id\":\"" + id.toString().replace("-", "") + "\"";
  }

  List<PreparedItem> prepare(Project project, String... events) {
    var prepared = new ArrayList<PreparedItem>();
    for (var event : events) {
      try {
        prepared.add(consumer.prepare(item(project, event)));
      } catch (MalformedPayloadException e) {
        throw new AssertionError(e);
      }
    }
    return prepared;
  }

  void write(Project project, String... events) {
    write(prepare(project, events));
  }

  void write(List<PreparedItem> prepared) {
    transactions.executeWithoutResult(_ -> consumer.write(prepared, new OutcomeTally()));
  }

  long number(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }

  long number(String sql, long id) {
    return jdbc.sql(sql).param("id", id).query(Long.class).single();
  }

  String text(String sql, long id) {
    return jdbc.sql(sql).param("id", id).query(String.class).single();
  }
}
