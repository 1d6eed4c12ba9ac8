package dev.fettle.digest;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.intakelog.SegmentLog;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.ItemConsumer;
import dev.fettle.items.Outcome;
import dev.fettle.items.OutcomeTally;
import dev.fettle.items.PreparedItem;
import dev.fettle.items.Reason;
import dev.fettle.outcomes.OutcomeStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A digest in a process of its own, whose consumer fills the heap over some payloads; ends in order
 * when the log is digested. Arguments: JDBC address, user, password, the log's folder.
 */
final class MortalDigest implements ItemConsumer {

  private record Text(IncomingItem item, String text) implements PreparedItem {}

  private final JdbcClient jdbc;

  private MortalDigest(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public static void main(String[] arguments) throws Exception {
    var config = new HikariConfig();
    config.setJdbcUrl(arguments[0]);
    config.setUsername(arguments[1]);
    config.setPassword(arguments[2]);
    config.setMaximumPoolSize(2);
    var folder = Path.of(arguments[3]);
    var clock = InstantSource.system();
    try (var pool = new HikariDataSource(config)) {
      var jdbc = JdbcClient.create(pool);
      var store = new DigestStore(jdbc);
      try (var log =
              SegmentLog.open(
                  folder, 1 << 20, 1 << 20, 0, store.position("local-0", clock.instant()));
          var digest =
              TestDigest.of(
                  log,
                  folder,
                  new MortalDigest(jdbc),
                  new OutcomeStore(jdbc, _ -> {}, _ -> {}),
                  jdbc,
                  new TransactionTemplate(new DataSourceTransactionManager(pool)))) {
        digest.start();
        var never = new CountDownLatch(1);
        while (store.position("local-0", clock.instant()) < log.endPosition()) {
          never.await(20, TimeUnit.MILLISECONDS);
        }
      }
    }
  }

  @Override
  public Set<ItemType> types() {
    return Set.of(ItemType.EVENT);
  }

  @Override
  public PreparedItem prepare(IncomingItem item) {
    var text = item.payload().utf8();
    dieOf(text, "deadly to prepare");
    return new Text(item, text);
  }

  @Override
  public void write(List<PreparedItem> batch, OutcomeTally outcomes) {
    for (var prepared : batch) {
      var text = ((Text) prepared).text();
      dieOf(text, "deadly to write");
      jdbc.sql("INSERT INTO survivor (text) VALUES (:text)").param("text", text).update();
      outcomes.add(prepared.item(), Outcome.ACCEPTED, Reason.NONE);
    }
  }

  private static void dieOf(String text, String deadly) {
    var bytes = new byte[1 << 20];
    while (text.contains(deadly)) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
  }
}
