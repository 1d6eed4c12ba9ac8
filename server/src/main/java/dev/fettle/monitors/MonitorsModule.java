package dev.fettle.monitors;

import dev.fettle.ingest.Door;
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

/** Builds monitors of jobs. */
@Configuration(proxyBeanMethods = false)
public class MonitorsModule {

  @Bean
  Door checkInDoor() {
    return new CheckInDoor();
  }

  @Bean
  Partitions checkInPartitions(PartitionStore store, InstantSource clock, Settings settings) {
    int days =
        settings.integer(
            "GLITCHTIP_MAX_UPTIME_CHECK_LIFE_DAYS", 90, 9, 3650, "Days that check-ins are kept.");
    return new Partitions(store, "check_in", clock, Duration.ofDays(days));
  }

  @Bean
  CheckInConsumer checkInConsumer(
      Ids ids, Partitions checkInPartitions, NameStore names, JdbcClient jdbc, TableCopy copy) {
    return new CheckInConsumer(
        ids, checkInPartitions, names, new MonitorStore(jdbc), new RunStore(jdbc, copy));
  }

  @Bean
  Retention monitorsRetention(Partitions checkInPartitions) {
    return Retention.of(
        TableLife.of("cron_monitor").kept("jobs of people").ownedBy("project", "project_id"),
        TableLife.of("cron_monitor_environment")
            .kept("one row for each environment of a monitor")
            .ownedBy("cron_monitor", "monitor_id"),
        TableLife.of("check_in")
            .partitioned(checkInPartitions, "GLITCHTIP_MAX_UPTIME_CHECK_LIFE_DAYS")
            .ownedBy("cron_monitor", "monitor_id"));
  }
}
