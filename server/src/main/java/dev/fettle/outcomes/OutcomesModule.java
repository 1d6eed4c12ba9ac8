package dev.fettle.outcomes;

import dev.fettle.live.Notices;
import dev.fettle.platform.config.Settings;
import dev.fettle.platform.db.Retention;
import dev.fettle.platform.db.TableLife;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds the account of what became of items. */
@Configuration(proxyBeanMethods = false)
public class OutcomesModule {

  @Bean
  IntakeMeters intakeMeters(MeterRegistry registry) {
    return new IntakeMeters(registry);
  }

  @Bean
  OutcomeStore outcomeStore(JdbcClient jdbc, IntakeMeters meters, Notices notices) {
    return new OutcomeStore(jdbc, meters::countAfterCommit, notices::send);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  RefusalCounter refusalCounter(
      OutcomeStore store, TransactionTemplate transactions, InstantSource clock) {
    return new RefusalCounter(store, transactions, clock);
  }

  @Bean
  IntakeRoutes intakeRoutes(JdbcClient jdbc, SpikeStore spikes, InstantSource clock) {
    return new IntakeRoutes(new IntakeAccountStore(jdbc), spikes, clock);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  SpikeGuard spikeGuard(SpikeStore store, Settings settings, InstantSource clock) {
    int floor =
        settings.integer(
            "FETTLE_SPIKE_FLOOR_PER_HOUR",
            10_000,
            100,
            1_000_000_000,
            "Requests an hour of one project that are never taken for a spike.");
    return new SpikeGuard(store, floor, clock);
  }

  @Bean
  SpikeStore spikeStore(JdbcClient jdbc) {
    return new SpikeStore(jdbc);
  }

  @Bean
  Retention outcomesRetention(Settings settings) {
    int outcomes =
        settings.integer(
            "FETTLE_OUTCOME_LIFE_DAYS",
            400,
            8,
            3650,
            "Days that the counts of what became of items are kept.");
    return Retention.of(
        TableLife.of("outcome_hour")
            .purged("hour", Duration.ofDays(outcomes), "FETTLE_OUTCOME_LIFE_DAYS")
            .ownedBy("project", "project_id"),
        TableLife.of("project_spike").kept("one row a project").ownedBy("project", "project_id"));
  }
}
