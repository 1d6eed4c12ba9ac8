package dev.fettle.monitors;

import dev.fettle.issues.NameStore;
import dev.fettle.platform.config.Settings;
import dev.fettle.platform.db.PartitionStore;
import dev.fettle.platform.db.Partitions;
import dev.fettle.platform.db.TableCopy;
import dev.fettle.platform.time.Ids;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Builds monitors of jobs. */
@Configuration(proxyBeanMethods = false)
public class MonitorsModule {

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
}
