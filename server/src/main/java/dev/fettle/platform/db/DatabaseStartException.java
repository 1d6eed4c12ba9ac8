package dev.fettle.platform.db;

/**
 * The database cannot be used; the message says why and what to do, and is shown to the operator as
 * it is.
 */
public final class DatabaseStartException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  DatabaseStartException(String message) {
    super(message);
  }

  DatabaseStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
