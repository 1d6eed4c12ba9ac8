package dev.fettle.platform.outbox;

/** What became of an attempt to deliver. Causes are for the operator, without secrets. */
public sealed interface Delivery {

  /** The other side has it. */
  record Delivered() implements Delivery {}

  /** There is nothing to tell any more. */
  record Pointless(String cause) implements Delivery {}

  /** The other side will never take it. */
  record Refused(String cause) implements Delivery {}

  /** Not now; others of the channel may go. */
  record Failed(String cause) implements Delivery {}

  /** Nothing of this channel goes now: the server is away, or does not know us. */
  record Away(String cause) implements Delivery {}
}
