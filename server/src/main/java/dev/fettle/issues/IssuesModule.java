package dev.fettle.issues;

import dev.fettle.organizations.Memberships;
import dev.fettle.platform.config.Settings;
import dev.fettle.platform.db.DatabaseServer;
import dev.fettle.platform.db.HourPurge;
import dev.fettle.platform.db.PartitionStore;
import dev.fettle.platform.db.Partitions;
import dev.fettle.platform.db.TableCopy;
import dev.fettle.platform.time.Ids;
import dev.fettle.platform.work.WorkPool;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
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
  Partitions eventPartitions(PartitionStore store, InstantSource clock, Retention retention) {
    return new Partitions(store, "event", clock, retention.duration());
  }

  @Bean
  NameStore nameStore(JdbcClient jdbc) {
    return new NameStore(jdbc);
  }

  @Bean
  DictionaryStore dictionaryStore(JdbcClient jdbc) {
    return new DictionaryStore(jdbc);
  }

  @Bean(destroyMethod = "close")
  DictionaryTraining dictionaryTraining(DictionaryStore store, InstantSource clock) {
    return new DictionaryTraining(store, clock);
  }

  @Bean
  EventPayloads eventPayloads(DictionaryStore store, DictionaryTraining training) {
    return new EventPayloads(store, training);
  }

  @Bean
  IssueEventConsumer issueEventConsumer(
      Ids ids,
      EventPayloads payloads,
      Partitions eventPartitions,
      NameStore names,
      JdbcClient jdbc,
      TableCopy copy) {
    return new IssueEventConsumer(
        ids,
        payloads,
        eventPartitions,
        new EventWriteStore(jdbc, copy),
        names,
        new IssueAssignment(new IssueAssignStore(jdbc)),
        new IssueCounterStore(jdbc),
        new IssueTagStore(jdbc));
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  IssueMaintenance issueMaintenance(
      JdbcClient jdbc,
      DictionaryStore dictionaries,
      TransactionTemplate transactions,
      InstantSource clock,
      Retention retention) {
    return new IssueMaintenance(
        new IssueChangeStore(jdbc), dictionaries, transactions, clock, retention.duration());
  }

  @Bean
  HourPurge issueTrendHours(JdbcClient jdbc, InstantSource clock) {
    return new HourPurge(jdbc, "issue_trend_hour", clock, IssueTrendStore.HOURS);
  }

  @Bean
  HourPurge issueTrendDays(JdbcClient jdbc, InstantSource clock) {
    return new HourPurge(jdbc, "issue_trend_day", "day", clock, IssueTrendStore.DAYS);
  }

  @Bean
  EventReadStore eventReadStore(JdbcClient jdbc, InstantSource clock) {
    return new EventReadStore(jdbc, clock);
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
        new IssueTrendStore(jdbc),
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
  IssueRoutes issueRoutes(
      Memberships memberships,
      Issues issues,
      EventReadStore events,
      JdbcClient jdbc,
      EventPayloads payloads,
      UserReports reports) {
    return new IssueRoutes(
        memberships, issues, events, new IssueActivityStore(jdbc), payloads, reports);
  }

  @Bean
  RawEventRoutes rawEventRoutes(Memberships memberships, Issues issues) {
    return new RawEventRoutes(memberships, issues);
  }

  @Bean
  EventRoutes eventRoutes(
      Memberships memberships,
      Issues issues,
      EventReadStore events,
      EventPayloads payloads,
      UserReports reports,
      WorkPool workPool) {
    return new EventRoutes(memberships, issues, events, payloads, reports, workPool);
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
