package dev.fettle.platform.work;

/**
 * There is more to do than there is room to wait for it; the message says what, for the caller.
 * Never filled with a stack: it is an expected answer.
 */
public final class BusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** When it is worth asking again. */
  public static final int RETRY_SECONDS = 5;

  public BusyException(String message) {
    super(message, null, false, false);
  }
}
