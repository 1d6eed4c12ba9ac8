package dev.fettle.items;

import dev.fettle.core.envelope.EnvelopeProblem;
import java.util.Locale;

/**
 * Why an item or a request has its {@link Outcome}. The name in lower case is stored, is a label of
 * the metrics and has its words in the web client: never change one. All of them stand in {@code
 * golden/reasons.txt}.
 */
public enum Reason {
  /** Nothing is to be said: it was stored. */
  NONE,

  // Admission: known before the body is read.

  /** A key that cannot be one. */
  MALFORMED_KEY,

  /** No key anywhere in the request. */
  NO_KEY,

  /** No such key in this project. */
  UNKNOWN_KEY,

  /** The DSN names another project than the address. */
  WRONG_PROJECT,

  /** The key is switched off. */
  KEY_DISABLED,

  /** The organization or the project takes nothing. */
  NOT_ACCEPTING_EVENTS,

  /** Filtered: the sender's address. */
  ADDRESS,

  /** Filtered: the page's domain. */
  ORIGIN,

  /** The project keeps a share only, and this was not of it. */
  THROTTLED,

  /** Far more than the project usually sends. */
  SPIKE_PROTECTION,

  /** Over the key's limit. */
  KEY_RATE_LIMIT,

  /** Over the project's limit. */
  PROJECT_RATE_LIMIT,

  /** Over the organization's limit. */
  ORGANIZATION_RATE_LIMIT,

  /** The key could not be looked up; counted for nobody. */
  DATABASE_UNAVAILABLE,

  // The request as a whole.

  /** Nothing was sent. */
  EMPTY_BODY,

  /** The body ended early or took too long. */
  INCOMPLETE_BODY,

  /** More than a request may have. */
  TOO_LARGE,

  /** The body is not what its content-encoding says. */
  INVALID_ENCODING,

  /** Bodies of others have the memory. */
  INTAKE_MEMORY,

  /** Bodies of others have the disk. */
  INTAKE_DISK,

  /** No processor was free in time. */
  INTAKE_BUSY,

  /** The first line is no envelope header. */
  INVALID_ENVELOPE_HEADER,

  /** The legacy body is no event. */
  INVALID_STORE_BODY,

  /** A browser's report of no known shape. */
  INVALID_SECURITY_REPORT,

  /** No minidump, or a broken one. */
  INVALID_MINIDUMP,

  /** No OTLP request. */
  INVALID_OTLP,

  /** A check-in that says no status. */
  INVALID_CHECK_IN,

  /** A report of a user without its fields. */
  INVALID_USER_REPORT,

  // The intake log.

  /** The server ends. */
  STOPPING,

  /** The digest is behind, and the log has used its room. */
  INTAKE_LOG_FULL,

  /** Disk or brokers do not take it. */
  INTAKE_LOG_UNWRITABLE,

  // The framing of an envelope, as EnvelopeProblem.Kind says.
  TRUNCATED_ITEM,
  BROKEN_ITEM_HEADER,
  ITEM_HEADER_TOO_LARGE,
  ITEM_TOO_LARGE,
  TOO_MANY_ENTRIES,
  TOO_MANY_ITEMS,
  BAD_HEADER_FIELD,

  // What a project does not want.

  /** Filtered: from an extension of the browser. */
  BROWSER_EXTENSIONS,

  /** Filtered: a browser that gets no updates any more. */
  LEGACY_BROWSERS,

  /** Filtered: from a developer's own machine. */
  LOCALHOST,

  /** Filtered: sent by a robot. */
  CRAWLERS,

  /** Filtered: a transaction of a health check. */
  HEALTH_CHECKS,

  /** Filtered: its release is on the list. */
  RELEASE,

  /** Filtered: its message is on the list. */
  ERROR_MESSAGE,

  // What the digest does not keep.

  /** It is stored already. */
  DUPLICATE,

  /** Its project is gone. */
  PROJECT_DELETED,

  /** Entries beyond what a container may have. */
  CONTAINER_TOO_LARGE,

  /** A type that no feature keeps. */
  NOT_KEPT_YET,

  /** The project takes no logs. */
  LOGS_DISABLED,

  /** More metric names than a project may have. */
  TOO_MANY_METRICS,

  /** More monitors than a project may have. */
  TOO_MANY_MONITORS,

  /** Sessions that count nothing. */
  EMPTY_SESSIONS,

  /** It began before what is kept. */
  SESSION_TOO_OLD,

  /** It began after now. */
  SESSION_IN_THE_FUTURE,

  /** Larger than an attachment may be. */
  ATTACHMENT_TOO_LARGE,

  /** The event has as many as it may. */
  TOO_MANY_ATTACHMENTS,

  // Set aside: our own fault.

  /** Two processes ended while they read it. */
  RECORD_KILLED_PROCESS,

  /** Reading the record failed. */
  RECORD_FAILED,

  /** Its bytes do not match their checksum. */
  DAMAGED_RECORD,

  /** No version or kind of ours. */
  UNREADABLE_RECORD,

  /** The intake understood its header, the digest did not. */
  UNREADABLE_ENVELOPE,

  /** A consumer failed to read the item. */
  PREPARE_FAILED,

  /** The database refused the item. */
  WRITE_FAILED,

  /** Where its content is to be kept does not answer; it is tried again by itself. */
  STORAGE_UNAVAILABLE,

  // With a word of the client behind it.

  /** What came cannot be read; then the item's type. */
  MALFORMED(true),

  /** Nobody here knows the type; then the type. */
  UNSUPPORTED(true),

  /** The client's own reason for what it did not send. */
  CLIENT(true);

  private final boolean family;

  Reason() {
    this(false);
  }

  Reason(boolean family) {
    this.family = family;
  }

  /** The framing's own names. */
  public static Reason of(EnvelopeProblem.Kind kind) {
    return valueOf(kind.name());
  }

  /** Whether a word of the client follows: the label is the beginning of many. */
  public boolean isFamily() {
    return family;
  }

  /** The stored spelling; of a family, its beginning. */
  public String label() {
    return switch (this) {
      case NONE, CLIENT -> "";
      case MALFORMED, UNSUPPORTED -> name().toLowerCase(Locale.ROOT) + "_";
      default -> name().toLowerCase(Locale.ROOT);
    };
  }
}
