package dev.fettle.ingest;

/**
 * A body that is not taken; the message is the client's. Never filled with a stack: it is an
 * expected answer.
 */
final class BodyRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why. */
  enum Reason {
    TOO_LARGE,
    NO_MEMORY,
    NO_DISK,
    /** The client took longer than it may. */
    TOO_SLOW,
    /** It ends before what it says of itself does. */
    CUT_SHORT,
    BROKEN_ENCODING,
    UNKNOWN_ENCODING
  }

  private final Reason reason;

  BodyRefusedException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
