package dev.fettle.performance;

import dev.fettle.platform.config.Settings;
import dev.fettle.platform.db.PartitionStore;
import dev.fettle.platform.db.Partitions;
import dev.fettle.platform.db.Retention;
import dev.fettle.platform.db.TableCopy;
import dev.fettle.platform.db.TableLife;
import dev.fettle.platform.time.Ids;
import dev.fettle.projects.NameStore;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Builds transactions and spans. */
@Configuration(proxyBeanMethods = false)
public class PerformanceModule {

  /** How long transactions and spans are kept. */
  record TraceRetention(Duration duration) {}

  @Bean
  TraceRetention traceRetention(Settings settings) {
    int days =
        settings.integer(
            "GLITCHTIP_MAX_TRANSACTION_EVENT_LIFE_DAYS",
            90,
            1,
            3650,
            "Days that transactions and spans are kept.");
    return new TraceRetention(Duration.ofDays(days));
  }

  @Bean
  Partitions transactionPartitions(
      PartitionStore store, InstantSource clock, TraceRetention retention) {
    return new Partitions(store, "transaction_event", clock, retention.duration());
  }

  @Bean
  Partitions spanPartitions(PartitionStore store, InstantSource clock, TraceRetention retention) {
    return new Partitions(store, "span_event", clock, retention.duration());
  }

  @Bean
  TransactionGroupStore transactionGroupStore(JdbcClient jdbc) {
    return new TransactionGroupStore(jdbc);
  }

  @Bean
  Retention traceRows(
      Partitions transactionPartitions, Partitions spanPartitions, TraceRetention retention) {
    var setting = "GLITCHTIP_MAX_TRANSACTION_EVENT_LIFE_DAYS";
    return Retention.of(
        TableLife.of("transaction_group")
            .purged("last_seen", retention.duration(), setting)
            .ownedBy("project", "project_id"),
        TableLife.of("transaction_group_hour")
            .purged("hour", retention.duration(), setting)
            .ownedBy("transaction_group", "group_id"),
        TableLife.of("transaction_event")
            .partitioned(transactionPartitions, setting)
            .ownedBy("transaction_group", "group_id"),
        TableLife.of("span_event")
            .partitioned(spanPartitions, setting)
            .ownedBy("project", "project_id"));
  }

  @Bean
  TraceConsumer traceConsumer(
      Ids ids,
      Partitions transactionPartitions,
      Partitions spanPartitions,
      NameStore names,
      TransactionGroupStore groups,
      JdbcClient jdbc,
      TableCopy copy) {
    return new TraceConsumer(
        ids, transactionPartitions, spanPartitions, names, new TraceWriteStore(jdbc, copy), groups);
  }
}
