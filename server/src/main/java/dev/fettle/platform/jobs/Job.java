package dev.fettle.platform.jobs;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Background work that one node at a time does for all of them.
 *
 * @param name lower case with hyphens; the key in {@code scheduled_tasks}
 * @param every the pause between the end of one run and the next
 * @param what one line for people
 * @param step does a short piece of it, in transactions of its own
 */
public record Job(String name, Duration every, String what, Step step) {

  /** A piece of the work. A process that is killed in it has done all pieces before. */
  public interface Step {

    /**
     * Does a piece.
     *
     * @param goOn false as soon as the process stops: then the rest is left for the next run
     * @return whether there is more to do right now
     */
    boolean run(BooleanSupplier goOn);
  }

  /** All of it, in this thread. */
  public void runAll(BooleanSupplier goOn) {
    boolean more = true;
    while (more && goOn.getAsBoolean()) {
      more = step.run(goOn);
    }
  }
}
