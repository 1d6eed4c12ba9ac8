package dev.fettle.digest;

import dev.fettle.intakelog.FairLog;
import dev.fettle.intakelog.IntakeLog;
import dev.fettle.intakelog.KafkaLog;
import dev.fettle.intakelog.KafkaOptions;
import dev.fettle.intakelog.LogLimits;
import dev.fettle.intakelog.LogOwner;
import dev.fettle.items.ItemConsumer;
import dev.fettle.outcomes.OutcomeStore;
import dev.fettle.platform.config.DataFolder;
import dev.fettle.platform.config.Settings;
import dev.fettle.platform.db.Retention;
import dev.fettle.platform.db.TableLife;
import dev.fettle.platform.jobs.Job;
import dev.fettle.platform.time.Ids;
import dev.fettle.protection.Protection;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Builds log and digest. Closing goes the other way: the server stops taking requests, then log,
 * then digest.
 */
@Configuration(proxyBeanMethods = false)
public class DigestModule {

  private static final long SEGMENT_BYTES = 32L * 1024 * 1024;

  @Bean
  DigestStore digestStore(JdbcClient jdbc) {
    return new DigestStore(jdbc);
  }

  @Bean(destroyMethod = "close")
  IntakeLog intakeLog(
      DataFolder data, LogLimits limits, Settings settings, DigestStore store, InstantSource clock)
      throws IOException, InterruptedException {
    var kafka = KafkaOptions.from(settings, limits);
    if (kafka.isUsed()) {
      return KafkaLog.connect(kafka);
    }
    var folder = data.folder("intake");
    LogOwner.claim(folder, store.installation());
    return FairLog.open(
        folder,
        SEGMENT_BYTES,
        limits.logBytes(),
        limits.floorBytes(),
        partition -> store.position(partition, clock.instant()));
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Digests digests(
      DataFolder data,
      IntakeLog log,
      ObjectProvider<ItemConsumer> consumers,
      DigestStore store,
      OutcomeStore outcomes,
      TransactionTemplate transactions,
      Protection protection,
      InstantSource clock,
      Ids ids) {
    List<ItemConsumer> all = consumers.orderedStream().toList();
    return new Digests(
        log,
        partition ->
            new Digest(
                partition,
                InHand.open(data.folder("intake"), partition.partition()),
                new BatchReader(
                    partition.partition(),
                    all,
                    item -> new ProjectFilter(protection.ofOrDefault(item.projectId()), item)),
                store,
                outcomes,
                transactions,
                clock,
                ids));
  }

  @Bean
  SetAsideRoutes setAsideRoutes(JdbcClient jdbc, SetAsideRetry retry, InstantSource clock) {
    return new SetAsideRoutes(new SetAsideStore(jdbc), retry, clock);
  }

  @Bean
  SetAsideRetry setAsideRetry(
      JdbcClient jdbc,
      OutcomeStore outcomes,
      ObjectProvider<ItemConsumer> consumers,
      TransactionTemplate transactions,
      InstantSource clock) {
    return new SetAsideRetry(
        new SetAsideStore(jdbc), outcomes, consumers.orderedStream().toList(), transactions, clock);
  }

  @Bean
  Job waitingItemsJob(SetAsideRetry retry) {
    return new Job(
        "waiting-items",
        Duration.ofMinutes(1),
        "Tries items again that were set aside because the place for files did not answer.",
        retry::retryWaiting);
  }

  @Bean
  Retention digestRetention(Settings settings) {
    int setAside =
        settings.integer(
            "FETTLE_SET_ASIDE_LIFE_DAYS",
            30,
            1,
            3650,
            "Days that items our own code could not take are kept.");
    return Retention.of(
        TableLife.of("intake_position").kept("one row for each partition of the intake log"),
        TableLife.of("set_aside_item")
            .purged("created_at", Duration.ofDays(setAside), "FETTLE_SET_ASIDE_LIFE_DAYS")
            .ownedBy("project", "project_id"));
  }
}
