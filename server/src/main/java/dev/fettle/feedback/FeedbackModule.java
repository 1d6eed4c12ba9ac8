package dev.fettle.feedback;

import dev.fettle.issues.NameStore;
import dev.fettle.issues.ReportedEventStore;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Builds feedback. */
@Configuration(proxyBeanMethods = false)
public class FeedbackModule {

  @Bean
  FeedbackStore feedbackStore(JdbcClient jdbc, InstantSource clock) {
    return new FeedbackStore(jdbc, new ReportedEventStore(jdbc), clock);
  }

  @Bean
  FeedbackReadStore feedbackReadStore(JdbcClient jdbc) {
    return new FeedbackReadStore(jdbc);
  }

  @Bean
  FeedbackConsumer feedbackConsumer(NameStore names, FeedbackStore store) {
    return new FeedbackConsumer(names, store);
  }
}
