package dev.fettle.core.session;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a session so far, in the order of how much it says: an update can only move a
 * session down this list. So updates may come in any order, and twice, without changing what is
 * counted in the end.
 */
public enum SessionState {
  /** Nothing has gone wrong yet. */
  RUNNING,
  /** Ended, and nothing went wrong. */
  EXITED,
  /** Had errors that were caught. */
  ERRORED,
  /** Had an error that nobody caught, and went on. */
  UNHANDLED,
  /** Ended without saying so: killed, or the machine went away. */
  ABNORMAL,
  /** Ended by an error. */
  CRASHED;

  /** The state a status and a number of errors tell (sdk-wire 8.4). */
  static SessionState of(@Nullable String status, long errors) {
    return switch (status == null ? "" : status) {
      case "crashed" -> CRASHED;
      case "abnormal" -> ABNORMAL;
      case "unhandled" -> UNHANDLED;
      case "errored" -> ERRORED;
      case "exited" -> errors > 0 ? ERRORED : EXITED;
      default -> errors > 0 ? ERRORED : RUNNING;
    };
  }

  /** The one of the two that says more. */
  public SessionState and(SessionState other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
