package dev.fettle.platform.outbox;

import dev.fettle.platform.db.Retention;
import dev.fettle.platform.db.TableLife;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Builds the outbox and the rounds of its couriers. */
@Configuration(proxyBeanMethods = false)
public class OutboxModule {

  @Bean
  OutboxStore outboxStore(JdbcClient jdbc) {
    return new OutboxStore(jdbc);
  }

  @Bean
  Outbox outbox(OutboxStore store, InstantSource clock) {
    return new Outbox(store, clock);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  PostRounds postRounds(
      OutboxStore store,
      ObjectProvider<Courier> couriers,
      InstantSource clock,
      MeterRegistry registry) {
    return new PostRounds(
        store, couriers.orderedStream().toList(), clock, new OutboxMeters(registry));
  }

  @Bean
  Retention outboxRetention() {
    return Retention.of(
        TableLife.of("outbox_message")
            .purged("keep_until", Duration.ZERO, "3 days when delivered, 30 when given up"));
  }
}
