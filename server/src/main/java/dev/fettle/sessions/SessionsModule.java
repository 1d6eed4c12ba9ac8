package dev.fettle.sessions;

import dev.fettle.issues.NameStore;
import dev.fettle.platform.config.Settings;
import dev.fettle.platform.db.Chore;
import dev.fettle.platform.db.HourPurge;
import dev.fettle.platform.db.PartitionStore;
import dev.fettle.platform.db.Partitions;
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
  Chore sessionHourPurge(JdbcClient jdbc, InstantSource clock, SessionRetention retention) {
    return new HourPurge(jdbc, "session_hour", clock, retention.duration());
  }

  @Bean
  Chore sessionUserPurge(JdbcClient jdbc, InstantSource clock, SessionRetention retention) {
    return new HourPurge(jdbc, "session_user_day", clock, retention.duration());
  }

  @Bean
  SessionConsumer sessionConsumer(Partitions sessionPartitions, NameStore names, JdbcClient jdbc) {
    return new SessionConsumer(sessionPartitions, names, new SessionStore(jdbc));
  }
}
