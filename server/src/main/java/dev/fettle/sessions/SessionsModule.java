package dev.fettle.sessions;

import dev.fettle.platform.config.Settings;
import dev.fettle.platform.db.PartitionStore;
import dev.fettle.platform.db.Partitions;
import dev.fettle.platform.db.Retention;
import dev.fettle.platform.db.TableLife;
import dev.fettle.projects.NameStore;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Builds sessions. */
@Configuration(proxyBeanMethods = false)
public class SessionsModule {

  /** How long counts of sessions are kept. */
  record SessionRetention(Duration duration) {}

  @Bean
  SessionRetention sessionRetention(Settings settings) {
    int days =
        settings.integer(
            "FETTLE_SESSION_RETENTION_DAYS", 90, 1, 3650, "Days that counts of sessions are kept.");
    return new SessionRetention(Duration.ofDays(days));
  }

  @Bean
  Partitions sessionPartitions(PartitionStore store, InstantSource clock) {
    return new Partitions(
        store, "session_seen", clock, SessionConsumer.LONGEST.plus(Duration.ofDays(1)));
  }

  @Bean
  Retention sessionRows(Partitions sessionPartitions, SessionRetention retention) {
    var setting = "FETTLE_SESSION_RETENTION_DAYS";
    return Retention.of(
        TableLife.of("session_hour")
            .purged("hour", retention.duration(), setting)
            .ownedBy("project", "project_id"),
        // of nobody: ids made of hashes, gone after a week
        TableLife.of("session_seen").partitioned(sessionPartitions, "a week"),
        TableLife.of("session_user_day")
            .purged("hour", retention.duration(), setting)
            .ownedBy("project", "project_id"));
  }

  @Bean
  SessionConsumer sessionConsumer(Partitions sessionPartitions, NameStore names, JdbcClient jdbc) {
    return new SessionConsumer(sessionPartitions, names, new SessionStore(jdbc));
  }
}
