package dev.fettle.outcomes;

import dev.fettle.items.OutcomeTally;
import dev.fettle.platform.work.MemoryBudget;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.function.LongSupplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What the intake counts, for the operator. Equations one may alert on: the sum of {@code
 * fettle_outcomes_total} over all outcomes but {@code client_discard} is what was received; {@code
 * set_aside} should not grow at all; {@code fettle_intake_backlog} should return to nearly nothing,
 * or the digest does not keep up.
 */
public final class IntakeMeters {

  private final MeterRegistry registry;

  IntakeMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Counts once the running transaction is committed: exactly what the database holds. */
  void countAfterCommit(OutcomeTally tally) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            tally.sums().forEach((key, sum) -> count(key, sum.quantity()));
          }
        });
  }

  private void count(OutcomeTally.Key key, long quantity) {
    Counter.builder("fettle.outcomes")
        .description("What became of items, of all projects together")
        .tag("category", key.category())
        .tag("outcome", key.outcome().label())
        .tag("reason", key.reason())
        .register(registry)
        .increment((double) quantity);
  }

  /** Shows how far the digest is behind, and how much memory is left. */
  public void watch(LongSupplier backlog, MemoryBudget memory) {
    Gauge.builder("fettle.intake.backlog", backlog, each -> (double) each.getAsLong())
        .description(
            "Acknowledged and not yet digested: bytes of the local log, records of Kafka's")
        .register(registry);
    Gauge.builder("fettle.intake.memory.free", memory, each -> (double) each.free())
        .description("Memory for request bodies that nobody holds")
        .baseUnit(BaseUnits.BYTES)
        .register(registry);
  }
}
