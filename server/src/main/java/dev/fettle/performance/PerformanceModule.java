package dev.fettle.performance;

import dev.fettle.issues.NameStore;
import dev.fettle.platform.config.Settings;
import dev.fettle.platform.db.Chore;
import dev.fettle.platform.db.HourPurge;
import dev.fettle.platform.db.PartitionStore;
import dev.fettle.platform.db.Partitions;
import dev.fettle.platform.db.TableCopy;
import dev.fettle.platform.time.Ids;
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
  TransactionGroupStore transactionGroupStore(
      JdbcClient jdbc, InstantSource clock, TraceRetention retention) {
    return new TransactionGroupStore(jdbc, clock, retention.duration());
  }

  @Bean
  Chore transactionHourPurge(JdbcClient jdbc, InstantSource clock, TraceRetention retention) {
    return new HourPurge(jdbc, "transaction_group_hour", clock, retention.duration());
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
