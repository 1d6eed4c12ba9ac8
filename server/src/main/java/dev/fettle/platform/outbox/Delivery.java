package dev.fettle.platform.outbox;

/**
 * What became of an attempt to deliver. Causes are for the operator: what said no, never a secret.
 */
public sealed interface Delivery {

  /** The other side has it. */
  record Delivered() implements Delivery {}

  /** There is nothing to tell any more. */
  record Pointless(String cause) implements Delivery {}

  /** The other side will never take it. */
  record Refused(String cause) implements Delivery {}

  /** Not now; others of the channel may go. */
  record Failed(String cause) implements Delivery {}

  /**
   * Nothing of this channel goes now: the server is away or too slow, or a sign-in or certificate
   * is wrong.
   */
  record Away(String cause) implements Delivery {}
}
