package dev.fettle.core.envelope;

/**
 * Bounds of one envelope.
 *
 * @param maxItems items kept; reading stops at the next one
 * @param maxHeaderBytes length of a header line, of the envelope or of an item
 * @param maxItemBytes payload of one item; a larger one is reported and skipped, its neighbours are
 *     kept
 */
public record EnvelopeLimits(int maxItems, int maxHeaderBytes, int maxItemBytes) {
  /** Room for what SDKs send: a handful of items, attachments of up to 20 MB. */
  public static final EnvelopeLimits DEFAULT = new EnvelopeLimits(100, 64 * 1024, 20 * 1024 * 1024);

  public EnvelopeLimits {
    if (maxItems < 1 || maxHeaderBytes < 2 || maxItemBytes < 1) {
      throw new IllegalArgumentException(
          "envelope limits must be positive: "
              + maxItems
              + ", "
              + maxHeaderBytes
              + ", "
              + maxItemBytes);
    }
  }
}
