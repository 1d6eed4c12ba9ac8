package dev.fettle.logs;

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
  Retention logRows(Partitions logPartitions, Partitions metricPartitions, LogRetention retention) {
    var setting = "GLITCHTIP_LOG_RETENTION_DAYS";
    return Retention.of(
        TableLife.of("log_entry")
            .partitioned(logPartitions, setting)
            .ownedBy("project", "project_id"),
        TableLife.of("log_hour")
            .purged("hour", retention.duration(), setting)
            .ownedBy("project", "project_id"),
        TableLife.of("metric").kept("names, so many a project").ownedBy("project", "project_id"),
        TableLife.of("metric_hour")
            .purged("hour", retention.duration(), setting)
            .ownedBy("metric", "metric_id"),
        TableLife.of("metric_entry")
            .partitioned(metricPartitions, setting)
            .ownedBy("metric", "metric_id"));
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
