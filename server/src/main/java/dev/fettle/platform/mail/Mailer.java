package dev.fettle.platform.mail;

/** Hands letters to whoever brings them on. Thread-safe. */
interface Mailer {

  /** Tries once, and comes back within {@link dev.fettle.platform.outbox.Courier#LONGEST}. */
  MailResult send(Letter letter) throws InterruptedException;
}
