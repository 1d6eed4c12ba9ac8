package dev.fettle.payloads;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Builds what packs the bodies of events. */
@Configuration(proxyBeanMethods = false)
public class PayloadsModule {

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
}
