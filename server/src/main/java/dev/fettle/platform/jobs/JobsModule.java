package dev.fettle.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import dev.fettle.platform.db.Retention;
import dev.fettle.platform.db.TableLife;
import dev.fettle.platform.db.TablePurge;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the jobs, and the two that keep what {@link Retention} declares. */
@Configuration(proxyBeanMethods = false)
public class JobsModule {

  private static final Logger LOG = LoggerFactory.getLogger(JobsModule.class);

  /** How soon a due job is found; {@link Jobs#wake} on the same node is at once. */
  private static final Duration POLL = Duration.ofSeconds(10);

  /** Six of them missed: the node that ran a job is dead. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private static final int AT_ONCE = 3;

  @Bean
  Retention jobsRetention() {
    return Retention.of(
        TableLife.of("scheduled_tasks").kept("a row for each job"),
        TableLife.of("installation").kept("one row, for as long as the database is there"));
  }

  @Bean
  Job partitionsJob(Retention.All retention) {
    return new Job(
        "partitions",
        Duration.ofHours(1),
        "Makes the partitions of the days to come, drops those over the retention time.",
        goOn -> {
          forEach(
              retention.partitions(),
              partitions -> {
                if (goOn.getAsBoolean()) {
                  partitions.makeAhead();
                  var dropped = partitions.dropOld();
                  if (!dropped.isEmpty()) {
                    LOG.info("Dropped {}", dropped);
                  }
                }
              });
          return false;
        });
  }

  @Bean
  Job retentionJob(Retention.All retention, TablePurge purge) {
    return new Job(
        "retention",
        Duration.ofHours(1),
        "Deletes rows over the retention time, in chunks.",
        goOn -> {
          forEach(
              retention.tables(),
              table -> {
                long deleted = purge.purge(table, goOn);
                if (deleted > 0) {
                  LOG.info("Deleted {} old rows of {}", deleted, table.table());
                }
              });
          return false;
        });
  }

  /** One that fails holds up none of those after it; the first failure is thrown at the end. */
  static <T> void forEach(Collection<T> all, Consumer<T> work) {
    RuntimeException failure = null;
    for (var one : all) {
      try {
        work.accept(one);
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Jobs jobs(DataSource dataSource, ObjectProvider<Job> jobs, InstantSource clock) {
    List<Job> all = jobs.orderedStream().toList();
    return new Jobs(
        all,
        clock,
        tasks ->
            Scheduler.create(dataSource)
                .startTasks(tasks)
                .clock(clock::instant)
                .threads(AT_ONCE)
                .executorService(
                    Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("job-", 0).factory()))
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .enableImmediateExecution()
                .shutdownMaxWait(Duration.ofSeconds(10))
                .failureLogging(LogLevel.WARN, true)
                .build());
  }
}
