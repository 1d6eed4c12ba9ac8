package dev.fettle.core.envelope;

/**
 * Bounds of one envelope. Each item has a bound of its own besides ({@link ItemType#maxBytes()}).
 *
 * @param maxItems items kept; reading stops at the next one
 * @param maxHeaderBytes length of a header line, of the envelope or of an item
 * @param maxItemBytes payload of one item of any kind; a larger one is reported and skipped, its
 *     neighbours are kept
 * @param maxJsonBytes payloads together that are no files
 * @param maxContainerEntries entries of one container
 * @param maxEntries entries of all containers together
 */
public record EnvelopeLimits(
    int maxItems,
    int maxHeaderBytes,
    int maxItemBytes,
    int maxJsonBytes,
    int maxContainerEntries,
    int maxEntries) {

  private static final int DEFAULT_JSON_BYTES = 8 * 1024 * 1024;
  private static final int DEFAULT_CONTAINER_ENTRIES = 5_000;
  private static final int DEFAULT_ENTRIES = 10_000;

  /**
   * Room for what SDKs send: a handful of items, attachments of up to 20 MB, a thousand log entries
   * a container, ten thousand spans of an exporter.
   */
  public static final EnvelopeLimits DEFAULT = new EnvelopeLimits(100, 64 * 1024, ItemSizes.FILE);

  public EnvelopeLimits {
    if (maxItems < 1
        || maxHeaderBytes < 2
        || maxItemBytes < 1
        || maxJsonBytes < 1
        || maxContainerEntries < 1
        || maxEntries < 1) {
      throw new IllegalArgumentException("envelope limits must be positive");
    }
  }

  /** Limits with the usual numbers of entries. */
  public EnvelopeLimits(int maxItems, int maxHeaderBytes, int maxItemBytes) {
    this(
        maxItems,
        maxHeaderBytes,
        maxItemBytes,
        DEFAULT_JSON_BYTES,
        DEFAULT_CONTAINER_ENTRIES,
        DEFAULT_ENTRIES);
  }
}
