package dev.fettle.platform.mail;

/** What became of a letter. Causes name the server and what it said; never a password. */
public sealed interface MailResult {

  /** The mail server has it. */
  record Accepted() implements MailResult {}

  /** It will never take this letter. */
  record Refused(String cause) implements MailResult {}

  /** It does not take this letter now. */
  record Deferred(String cause) implements MailResult {}

  /**
   * It takes nothing from us now: not reachable, too slow, or a sign-in or certificate is wrong.
   */
  record Away(String cause) implements MailResult {}
}
