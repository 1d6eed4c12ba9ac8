package dev.fettle.issues;

import dev.fettle.core.id.IssueId;
import dev.fettle.live.Notices;
import dev.fettle.payloads.DictionaryStore;
import dev.fettle.payloads.EventPayloads;
import dev.fettle.platform.config.Settings;
import dev.fettle.platform.db.Erasure;
import dev.fettle.platform.db.PartitionStore;
import dev.fettle.platform.db.Partitions;
import dev.fettle.platform.db.Retention;
import dev.fettle.platform.db.TableCopy;
import dev.fettle.platform.db.TableLife;
import dev.fettle.platform.http.Caller;
import dev.fettle.platform.http.TenantReader;
import dev.fettle.platform.jobs.Job;
import dev.fettle.platform.jobs.Jobs;
import dev.fettle.platform.time.Ids;
import dev.fettle.platform.work.WorkPool;
import dev.fettle.projects.NameStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds events and issues. */
@Configuration(proxyBeanMethods = false)
public class IssuesModule {

  @Bean
  EventRetention eventRetention(Settings settings) {
    int days =
        settings.integer(
            "GLITCHTIP_MAX_EVENT_LIFE_DAYS", 90, 1, 3650, "Days that events are kept.");
    return new EventRetention(Duration.ofDays(days));
  }

  @Bean
  Partitions eventPartitions(PartitionStore store, InstantSource clock, EventRetention retention) {
    return new Partitions(store, "event", clock, retention.duration());
  }

  @Bean
  IssueEventConsumer issueEventConsumer(
      Ids ids,
      EventPayloads payloads,
      Partitions eventPartitions,
      NameStore names,
      Notices notices,
      JdbcClient jdbc,
      TableCopy copy) {
    return new IssueEventConsumer(
        ids,
        payloads,
        eventPartitions,
        new EventWriteStore(jdbc, copy),
        names,
        new IssueAssignment(new IssueAssignStore(jdbc)),
        new IssueCounterStore(jdbc, notices::send),
        new IssueTagStore(jdbc));
  }

  @Bean
  IssueMaintenance issueMaintenance(
      JdbcClient jdbc,
      Notices notices,
      DictionaryStore dictionaries,
      Erasure erasure,
      TransactionTemplate transactions,
      InstantSource clock,
      EventRetention retention) {
    return new IssueMaintenance(
        new IssueChangeStore(jdbc, notices::send),
        dictionaries,
        erasure,
        transactions,
        clock,
        retention.duration());
  }

  @Bean
  Job issuesJob(IssueMaintenance maintenance) {
    return new Job(
        IssueMaintenance.JOB,
        Duration.ofHours(1),
        "Deletes issues whose events are gone, and removes what belonged to deleted ones.",
        maintenance::removeSome);
  }

  @Bean
  Job issueWordsJob(JdbcClient jdbc) {
    return new Job(
        IssueWordStore.JOB,
        Duration.ofMinutes(1),
        "Lets searches find the titles that events changed.",
        new IssueWordStore(jdbc)::followSome);
  }

  @Bean
  EventReadStore eventReadStore(JdbcClient jdbc, InstantSource clock) {
    return new EventReadStore(jdbc, clock);
  }

  @Bean
  Issues issues(
      JdbcClient jdbc,
      EventReadStore events,
      Jobs jobs,
      Notices notices,
      TransactionTemplate transactions,
      InstantSource clock) {
    return new Issues(
        new IssueReadStore(jdbc),
        new IssueChangeStore(jdbc, notices::send),
        new IssueTrendStore(jdbc),
        events,
        jobs,
        transactions,
        clock);
  }

  @Bean
  TenantReader<Caller, IssueAccess> issueReader(Issues issues) {
    return new TenantReader<>(
        Caller.class,
        IssueAccess.class,
        Set.of("organization", "issueId"),
        (caller, path) ->
            issues.access(
                caller.userId(), path.find("organization"), new IssueId(path.number("issueId"))));
  }

  @Bean
  IssueListRoutes issueListRoutes(Issues issues) {
    return new IssueListRoutes(issues);
  }

  @Bean
  IssueRoutes issueRoutes(
      Issues issues,
      EventReadStore events,
      JdbcClient jdbc,
      EventPayloads payloads,
      UserReports reports) {
    return new IssueRoutes(issues, events, new IssueActivityStore(jdbc), payloads, reports);
  }

  @Bean
  RawEventRoutes rawEventRoutes() {
    return new RawEventRoutes();
  }

  @Bean
  EventRoutes eventRoutes(
      Issues issues,
      EventReadStore events,
      EventPayloads payloads,
      UserReports reports,
      WorkPool workPool) {
    return new EventRoutes(issues, events, payloads, reports, workPool);
  }

  @Bean
  Retention issuesRetention(Partitions eventPartitions, EventRetention retention) {
    var setting = "GLITCHTIP_MAX_EVENT_LIFE_DAYS";
    return Retention.of(
        TableLife.of("issue")
            .purgedBy(IssueMaintenance.JOB, setting)
            .ownedBy("project", "project_id"),
        TableLife.of("issue_hash")
            .purgedBy(IssueMaintenance.JOB, setting)
            .ownedBy("issue", "issue_id"),
        TableLife.of("issue_text")
            .purgedBy(IssueMaintenance.JOB, setting)
            .ownedBy("issue", "issue_id"),
        TableLife.of("issue_tag_hash")
            .purgedBy(IssueMaintenance.JOB, setting)
            .ownedBy("issue", "issue_id"),
        TableLife.of("issue_trend_hour")
            .purged("hour", IssueTrendStore.HOURS, "2 days")
            .ownedBy("project", "project_id"),
        TableLife.of("issue_trend_day")
            .purged("day", IssueTrendStore.DAYS, "31 days")
            .ownedBy("project", "project_id"),
        TableLife.of("issue_user")
            .purgedBy(IssueMaintenance.JOB, setting)
            .ownedBy("issue", "issue_id"),
        TableLife.of("issue_user_sketch")
            .purgedBy(IssueMaintenance.JOB, setting)
            .ownedBy("issue", "issue_id"),
        TableLife.of("issue_hour")
            .purged("hour", retention.duration(), setting)
            .ownedBy("issue", "issue_id"),
        TableLife.of("issue_tag")
            .purgedBy(IssueMaintenance.JOB, setting)
            .ownedBy("issue", "issue_id"),
        TableLife.of("issue_activity")
            .purgedBy(IssueMaintenance.JOB, setting)
            .ownedBy("issue", "issue_id"),
        TableLife.of("event")
            .partitioned(eventPartitions, setting)
            .ownedBy("project", "project_id")
            .ownedBy("issue", "issue_id"),
        TableLife.of("payload_dictionary")
            .purgedBy(IssueMaintenance.JOB, setting)
            .ownedBy("project", "project_id"));
  }
}
