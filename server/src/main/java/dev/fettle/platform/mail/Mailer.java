package dev.fettle.platform.mail;

import dev.fettle.platform.outbox.Delivery;

/** Hands letters to whoever brings them on. Thread-safe. */
interface Mailer {

  /** Tries once, and comes back within {@link dev.fettle.platform.outbox.Courier#LONGEST}. */
  Delivery send(Letter letter) throws InterruptedException;
}
