package dev.fettle.logs;

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

/** Builds logs and metrics. */
@Configuration(proxyBeanMethods = false)
public class LogsModule {

  /** How long logs and metrics are kept. */
  record LogRetention(Duration duration) {}

  @Bean
  LogRetention logRetention(Settings settings) {
    int days =
        settings.integer(
            "GLITCHTIP_LOG_RETENTION_DAYS", 90, 1, 3650, "Days that logs and metrics are kept.");
    return new LogRetention(Duration.ofDays(days));
  }

  @Bean
  Partitions logPartitions(PartitionStore store, InstantSource clock, LogRetention retention) {
    return new Partitions(store, "log_entry", clock, retention.duration());
  }

  @Bean
  Partitions metricPartitions(PartitionStore store, InstantSource clock, LogRetention retention) {
    return new Partitions(store, "metric_entry", clock, retention.duration());
  }

  @Bean
  Chore logHourPurge(JdbcClient jdbc, InstantSource clock, LogRetention retention) {
    return new HourPurge(jdbc, "log_hour", clock, retention.duration());
  }

  @Bean
  Chore metricHourPurge(JdbcClient jdbc, InstantSource clock, LogRetention retention) {
    return new HourPurge(jdbc, "metric_hour", clock, retention.duration());
  }

  @Bean
  LogConsumer logConsumer(
      Ids ids,
      Settings settings,
      Partitions logPartitions,
      NameStore names,
      JdbcClient jdbc,
      TableCopy copy) {
    boolean enabled =
        settings.flag(
            "GLITCHTIP_ENABLE_LOGS", true, "Whether logs are kept; off, they are counted only.");
    return new LogConsumer(ids, enabled, logPartitions, names, new LogStore(jdbc, copy));
  }

  @Bean
  MetricConsumer metricConsumer(
      Ids ids, Partitions metricPartitions, NameStore names, JdbcClient jdbc, TableCopy copy) {
    return new MetricConsumer(ids, metricPartitions, names, new MetricStore(jdbc, copy));
  }
}
