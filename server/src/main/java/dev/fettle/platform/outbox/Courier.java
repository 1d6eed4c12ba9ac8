package dev.fettle.platform.outbox;

import java.time.Duration;

/**
 * Delivers the messages of one channel; a feature contributes it as a bean. Called by several
 * threads at once, on every node, never in a transaction, and now and then again with a message
 * that was delivered already.
 */
public interface Courier {

  /** How long a delivery may take; a longer one may be begun a second time by somebody else. */
  Duration LONGEST = Duration.ofMinutes(2);

  /** Lower case with hyphens; stays the same for as long as there may be messages. */
  String channel();

  /** Whether it can deliver at all with the settings it has; otherwise its messages wait. */
  default boolean isOpen() {
    return true;
  }

  /** How many deliveries of this node may run at the same time. */
  int atOnce();

  /**
   * Tries once. What it throws counts as {@link Delivery.Failed}.
   *
   * @param parcel what to deliver
   */
  Delivery deliver(Parcel parcel) throws InterruptedException;
}
