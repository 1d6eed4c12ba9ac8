package dev.fettle.core.envelope;

/**
 * Largest payloads by kind, in bytes. What is parsed costs up to thirty times its size in memory,
 * so each kind may be as large as clients make it and no larger; files are only passed on.
 */
final class ItemSizes {

  private static final int KIB = 1024;

  /** Documented for SDKs: an event has at most 1 MB. */
  static final int EVENT = 1024 * KIB;

  /** SDKs send a hundred entries at a time, exporters of OpenTelemetry 512. */
  static final int CONTAINER = 3 * 1024 * KIB;

  /**
   * A thousand minutes of sessions, a hundred reports of a browser, a feedback with its contexts.
   */
  static final int MEDIUM = 512 * KIB;

  /** A handful of fields. */
  static final int SMALL = 64 * KIB;

  /** Attachments, dumps, recordings: as large as a body. */
  static final int FILE = 20 * 1024 * KIB;

  private ItemSizes() {}

  /** How large a payload may become when its secrets are replaced, with some to spare. */
  static int grown(int bytes) {
    return 2 * bytes + 8 * KIB;
  }
}
