package dev.fettle.bench;

import java.io.IOException;
import java.sql.SQLException;

/** Searches the highest rate a server keeps up with: up by steps, then between the last two. */
final class Ramp {

  private static final double FACTOR = 1.6;
  private static final double LEAST_RATE = 5;
  private static final double MOST_RATE = 30_000;

  /** One step of the search. */
  interface Step {

    /** Whether the server kept up with that many events per second. */
    boolean keepsUp(double eventsPerSecond) throws IOException, SQLException, InterruptedException;
  }

  private final Step step;
  private final int refinements;

  Ramp(Step step, int refinements) {
    this.step = step;
    this.refinements = refinements;
  }

  /** The highest rate that passed, 0 when none did. */
  double search(double first) throws IOException, SQLException, InterruptedException {
    double good = 0;
    double bad = Double.POSITIVE_INFINITY;
    double rate = first;
    while (rate >= LEAST_RATE && rate <= MOST_RATE && (good == 0 || Double.isInfinite(bad))) {
      if (step.keepsUp(rate)) {
        good = rate;
        rate *= FACTOR;
      } else {
        bad = rate;
        rate /= FACTOR;
      }
    }
    if (good == 0 || Double.isInfinite(bad)) {
      return good;
    }
    for (int i = 0; i < refinements; i++) {
      double middle = Math.sqrt(good * bad);
      if (step.keepsUp(middle)) {
        good = middle;
      } else {
        bad = middle;
      }
    }
    return good;
  }
}
