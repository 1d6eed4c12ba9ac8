package dev.fettle.issues;

import dev.fettle.organizations.Memberships;
import dev.fettle.platform.config.Settings;
import dev.fettle.platform.db.DatabaseServer;
import dev.fettle.platform.time.Ids;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds events and issues. */
@Configuration(proxyBeanMethods = false)
public class IssuesModule {

  /** How long events are kept. */
  record Retention(Duration duration) {}

  @Bean
  Retention eventRetention(Settings settings) {
    int days =
        settings.integer(
            "GLITCHTIP_MAX_EVENT_LIFE_DAYS", 90, 1, 3650, "Days that events are kept.");
    return new Retention(Duration.ofDays(days));
  }

  @Bean
  Partitions partitions(
      JdbcClient jdbc,
      PlatformTransactionManager transactionManager,
      InstantSource clock,
      Retention retention) {
    return new Partitions(
        new PartitionStore(jdbc, transactionManager), clock, retention.duration());
  }

  @Bean
  IssueEventConsumer issueEventConsumer(
      Ids ids, Partitions partitions, JdbcClient jdbc, DataSource dataSource) {
    return new IssueEventConsumer(
        ids,
        partitions,
        new EventWriteStore(jdbc, dataSource),
        new NameStore(jdbc),
        new IssueAssignment(new IssueAssignStore(jdbc)),
        new IssueCounterStore(jdbc),
        new IssueTagStore(jdbc));
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  IssueMaintenance issueMaintenance(
      Partitions partitions,
      JdbcClient jdbc,
      TransactionTemplate transactions,
      InstantSource clock,
      Retention retention) {
    return new IssueMaintenance(
        partitions, new IssueChangeStore(jdbc), transactions, clock, retention.duration());
  }

  @Bean
  EventReadStore eventReadStore(JdbcClient jdbc) {
    return new EventReadStore(jdbc);
  }

  @Bean
  Issues issues(
      JdbcClient jdbc,
      EventReadStore events,
      IssueMaintenance maintenance,
      TransactionTemplate transactions,
      InstantSource clock) {
    return new Issues(
        new IssueReadStore(jdbc),
        new IssueChangeStore(jdbc),
        events,
        maintenance,
        transactions,
        clock);
  }

  @Bean
  IssueListRoutes issueListRoutes(Memberships memberships, Issues issues) {
    return new IssueListRoutes(memberships, issues);
  }

  @Bean
  IssueRoutes issueRoutes(Memberships memberships, Issues issues, EventReadStore events) {
    return new IssueRoutes(memberships, issues, events);
  }

  @Bean
  EventRoutes eventRoutes(Memberships memberships, Issues issues, EventReadStore events) {
    return new EventRoutes(memberships, issues, events);
  }

  @Bean
  EnvironmentRoutes environmentRoutes(Memberships memberships, Issues issues, JdbcClient jdbc) {
    return new EnvironmentRoutes(memberships, issues, new EnvironmentStore(jdbc));
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  LiveUpdates liveUpdates(DatabaseServer server) {
    return new LiveUpdates(new LiveStore(server));
  }

  @Bean
  LiveRoutes liveRoutes(Memberships memberships, LiveUpdates updates, InstantSource clock) {
    return new LiveRoutes(memberships, updates, clock);
  }
}
