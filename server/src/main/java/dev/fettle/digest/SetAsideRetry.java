package dev.fettle.digest;

import dev.fettle.intakelog.IntakeLog;
import dev.fettle.items.ItemConsumer;
import dev.fettle.items.OutcomeTally;
import dev.fettle.outcomes.OutcomeStore;
import dev.fettle.platform.blobs.BlobUnavailableException;
import dev.fettle.platform.db.DatabaseFault;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives an item that was set aside to the digest's consumers once more, as it came: after an update
 * that understands it, or when what was in its way is gone.
 *
 * <p>One transaction holds the item's effects, its new outcomes, the subtraction of the old one and
 * the mark that it is dealt with: it is counted once, whoever else tries at the same time. A
 * failure leaves everything as it was, but for the text that says why.
 */
final class SetAsideRetry {

  private static final Logger LOG = LoggerFactory.getLogger(SetAsideRetry.class);

  private static final UUID FIRST = new UUID(0, 0);

  /** What became of the attempt. */
  sealed interface Result {

    /** Digested; its outcome is counted. */
    record Digested() implements Result {}

    /** Still set aside; {@code detail} says why. */
    record FailedAgain(String detail) implements Result {}

    /** Still set aside: what was in its way is there still, and it is tried again by itself. */
    record Waiting(String detail) implements Result {}

    /** There is no such open item. */
    record Gone() implements Result {}
  }

  private final SetAsideStore items;
  private final OutcomeStore counts;
  private final List<ItemConsumer> consumers;
  private final TransactionTemplate transactions;
  private final InstantSource clock;

  SetAsideRetry(
      SetAsideStore items,
      OutcomeStore counts,
      List<ItemConsumer> consumers,
      TransactionTemplate transactions,
      InstantSource clock) {
    this.items = items;
    this.counts = counts;
    this.consumers = List.copyOf(consumers);
    this.transactions = transactions;
    this.clock = clock;
  }

  Result retry(long projectId, UUID id) {
    var found = items.find(projectId, id);
    if (found.isEmpty()) {
      return new Result.Gone();
    }
    var item = found.get();
    var entry = new IntakeLog.Entry(item.position(), item.position() + 1, item.logRecord());
    var batch = new BatchReader(item.partition(), consumers).read(List.of(entry));
    if (!batch.setAside().isEmpty()) {
      return failed(projectId, id, batch.setAside().getFirst().detail());
    }
    try {
      Batch.byConsumer(batch.entries()).forEach(ItemConsumer::keepContents);
      return Boolean.TRUE.equals(transactions.execute(_ -> write(projectId, id, item, batch)))
          ? new Result.Digested()
          : new Result.Gone();
    } catch (BlobUnavailableException e) {
      items.failedAgain(projectId, id, SetAsideContext.detail(e));
      return new Result.Waiting(SetAsideContext.detail(e));
    } catch (RuntimeException e) {
      if (DatabaseFault.isTemporary(e)) {
        throw e;
      }
      LOG.warn("Item {} cannot be digested this time either", id, e);
      return failed(projectId, id, SetAsideContext.detail(e));
    }
  }

  /**
   * Tries items again that were set aside because their contents had no place, oldest first, until
   * the first that has none still.
   */
  boolean retryWaiting(BooleanSupplier goOn) {
    var last = FIRST;
    while (goOn.getAsBoolean()) {
      var next = items.waiting(last);
      if (next.isEmpty()
          || retry(next.get().projectId(), next.get().id()) instanceof Result.Waiting) {
        return false;
      }
      last = next.get().id();
    }
    return false;
  }

  /** Marks first, so that a second attempt waits here and then finds nothing to do. */
  private boolean write(long projectId, UUID id, SetAsideStore.Item item, Batch batch) {
    if (!items.resolve(projectId, id, clock.instant())) {
      return false;
    }
    var outcomes = new OutcomeTally();
    outcomes.addAll(batch.outcomes());
    Batch.byConsumer(batch.entries())
        .forEach((consumer, prepared) -> consumer.write(prepared, outcomes));
    counts.add(outcomes);
    var counted = item.counted();
    if (counted != null) {
      items.takeBack(projectId, item.reason(), counted);
    }
    return true;
  }

  private Result failed(long projectId, UUID id, String detail) {
    items.failedAgain(projectId, id, detail);
    return new Result.FailedAgain(detail);
  }
}
