package dev.fettle.platform.outbox;

import java.time.Duration;

/**
 * Something to be told to one recipient.
 *
 * @param channel the name of a {@link Courier}
 * @param message what is told, such as {@code invitation:17}: of several with the same name,
 *     channel and recipient only the first is delivered, so that work which is repeated after a
 *     crash may write them again
 * @param recipient an address in the channel's own form
 * @param payload what the courier needs to know, in a form of its own; it is stored as it is, so no
 *     secrets: a courier makes them when it delivers
 * @param usefulFor how long after now it is worth delivering, at most {@link #LONGEST}
 */
public record OutboxMessage(
    String channel, String message, String recipient, String payload, Duration usefulFor) {

  /** A weekend without a mail server. */
  public static final Duration LONGEST = Duration.ofDays(3);

  private static final int MAX_NAME = 200;
  private static final int MAX_RECIPIENT = 1_000;
  private static final int MAX_PAYLOAD = 16 * 1024;

  public OutboxMessage {
    check("channel", channel, MAX_NAME);
    check("message", message, MAX_NAME);
    check("recipient", recipient, MAX_RECIPIENT);
    check("payload", payload, MAX_PAYLOAD);
    if (usefulFor.isNegative() || usefulFor.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("useful for %s, at most %s".formatted(usefulFor, LONGEST));
    }
  }

  private static void check(String what, String value, int max) {
    if (value.length() > max || value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "the %s of an outbox message has at most %d characters and no NUL".formatted(what, max));
    }
  }
}
