package dev.fettle.feedback;

import dev.fettle.ingest.Door;
import dev.fettle.issues.EventRetention;
import dev.fettle.issues.ReportedEventStore;
import dev.fettle.platform.db.Retention;
import dev.fettle.platform.db.TableLife;
import dev.fettle.platform.jobs.Job;
import dev.fettle.projects.NameStore;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds feedback. */
@Configuration(proxyBeanMethods = false)
public class FeedbackModule {

  @Bean
  Door reportDialogDoor() {
    return new ReportDialogDoor();
  }

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

  @Bean
  Job feedbackJob(FeedbackStore store, TransactionTemplate transactions) {
    return new Job(
        "feedback",
        Duration.ofHours(1),
        "Finds the issues of feedback that came before its event.",
        _ -> Boolean.TRUE.equals(transactions.execute(_ -> store.linkSome())));
  }

  @Bean
  Retention feedbackRetention(EventRetention retention) {
    return Retention.of(
        TableLife.of("user_feedback")
            .purged("created_at", retention.duration(), "GLITCHTIP_MAX_EVENT_LIFE_DAYS")
            .ownedBy("project", "project_id"));
  }
}
