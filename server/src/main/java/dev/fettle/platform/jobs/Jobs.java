package dev.fettle.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs every {@link Job} on one node of all: a row of {@code scheduled_tasks} says when each is due
 * and who has it. A run that fails is tried again with the next; one whose node died is taken over
 * by another, or by the same after its restart, about a minute later. Thread-safe.
 */
public final class Jobs implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

  private final List<Job> jobs;
  private final InstantSource clock;
  private final Scheduler scheduler;
  private volatile boolean stopped;

  /**
   * Takes the jobs.
   *
   * @param build makes the scheduler of their tasks
   */
  Jobs(List<Job> jobs, InstantSource clock, Function<List<RecurringTask<Void>>, Scheduler> build) {
    this.jobs = List.copyOf(jobs);
    this.clock = clock;
    this.scheduler = build.apply(jobs.stream().map(this::task).toList());
  }

  void start() {
    scheduler.start();
  }

  /** All of them. */
  public List<Job> all() {
    return jobs;
  }

  /**
   * Runs the job soon, on whichever node. While it runs already nothing happens: what came too late
   * for that run waits for the next.
   *
   * @param name of a job of {@link #all}
   */
  public void wake(String name) {
    try {
      scheduler.reschedule(TaskInstanceId.of(name, RecurringTask.INSTANCE), clock.instant());
    } catch (RuntimeException e) {
      LOG.debug("The job {} runs already, or the database is away", name, e);
    }
  }

  /** Lets the running pieces end. */
  @Override
  public void close() {
    stopped = true;
    scheduler.stop();
  }

  private RecurringTask<Void> task(Job job) {
    return Tasks.recurring(job.name(), FixedDelay.of(job.every()))
        .onFailureReschedule()
        .onDeadExecutionRevive()
        .execute((_, _) -> job.runAll(() -> !stopped));
  }
}
