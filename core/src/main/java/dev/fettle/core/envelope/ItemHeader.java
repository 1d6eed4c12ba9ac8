package dev.fettle.core.envelope;

import org.jspecify.annotations.Nullable;

/**
 * The header line of an item.
 *
 * @param type what it is
 * @param typeName the type as it was written; differs from {@code type.wireName()} for unknown
 *     types
 * @param contentType media type of the payload
 * @param filename of attachments and Java profile chunks
 * @param attachmentType of attachments, for instance {@code event.minidump}; absent means {@code
 *     event.attachment}
 * @param itemCount number of entries in a container of logs, metrics or spans
 * @param platform of profile chunks
 */
public record ItemHeader(
    ItemType type,
    String typeName,
    @Nullable String contentType,
    @Nullable String filename,
    @Nullable String attachmentType,
    @Nullable Integer itemCount,
    @Nullable String platform) {

  private static final int MAX_QUANTITY = 100_000;

  /**
   * Whether the payload is a container of several entries. For {@code span} items this is the only
   * way to tell a v2 container from a single v1 span (sdk-wire 7).
   */
  public boolean isContainer() {
    return contentType != null && contentType.startsWith("application/vnd.sentry.items.");
  }

  /**
   * How many units of its category the item counts as: the entries of a container, else one. The
   * figure is the client's word for it, so it is bounded.
   */
  public int quantity() {
    return isContainer() && itemCount != null ? Math.clamp(itemCount, 1, MAX_QUANTITY) : 1;
  }
}
