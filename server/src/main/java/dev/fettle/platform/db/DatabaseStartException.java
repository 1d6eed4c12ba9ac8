package dev.fettle.platform.db;

import org.jspecify.annotations.Nullable;

/**
 * The database cannot be used; the message says why and what to do, and is shown to the operator as
 * it is.
 */
public final class DatabaseStartException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final boolean temporary;

  DatabaseStartException(String message) {
    this(message, null, false);
  }

  DatabaseStartException(String message, Throwable cause) {
    this(message, cause, false);
  }

  private DatabaseStartException(String message, @Nullable Throwable cause, boolean temporary) {
    super(message, cause);
    this.temporary = temporary;
  }

  /** One for a reason that may be gone at the next try. */
  static DatabaseStartException temporary(String message, @Nullable Throwable cause) {
    return new DatabaseStartException(message, cause, true);
  }

  /** Whether the same start may succeed later, without a change of settings or folders. */
  public boolean isTemporary() {
    return temporary;
  }
}
