package dev.fettle.platform.outbox;

import java.time.InstantSource;
import java.util.List;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Where a change leaves what is to be told about it. The message is a row of the same transaction:
 * there if the change is there, and only then. It is delivered within seconds of the commit, at
 * least once: twice only when a process dies, or loses the database, between the delivery and its
 * receipt. Thread-safe.
 *
 * <p>A message is found by what it is (due, and not settled), never by a position in the order of
 * writing. So nothing depends on that order: numbers that are missing because a transaction was
 * rolled back, and rows with small numbers that appear late because their transaction took long,
 * cannot be passed by; nor does a long transaction of somebody else hold anything up, as it would
 * with a position that may only move to where all transactions have ended.
 */
public final class Outbox {

  private final OutboxStore store;
  private final InstantSource clock;

  Outbox(OutboxStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Writes messages in the running transaction, in one statement.
   *
   * @throws IllegalStateException when there is none
   */
  public void write(List<OutboxMessage> messages) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "a message belongs to the transaction of what it tells of: write it there");
    }
    if (!messages.isEmpty()) {
      store.insert(messages, clock.instant());
    }
  }
}
