package dev.fettle.core.envelope;

/**
 * An item that was not kept, or a header field that was not understood.
 *
 * @param kind named reason; also the label of the outcome counter
 * @param itemIndex position of the item in the envelope, from 0; -1 for the envelope header
 * @param itemType type of the item as far as it is known, else {@link ItemType#UNKNOWN}
 * @param detail cause in words, with the figures
 */
public record EnvelopeProblem(Kind kind, int itemIndex, ItemType itemType, String detail) {
  /** Why. */
  public enum Kind {
    /**
     * The body ends before the item does: the client or a proxy cut the request. Reading stopped.
     */
    TRUNCATED_ITEM("truncated_item"),
    /**
     * An item header line that is not a JSON object. What follows cannot be framed; reading
     * stopped.
     */
    BROKEN_ITEM_HEADER("broken_item_header"),
    /** An item header line longer than allowed. Reading stopped. */
    ITEM_HEADER_TOO_LARGE("item_header_too_large"),
    /** A payload larger than allowed. Skipped. */
    ITEM_TOO_LARGE("item_too_large"),
    /** More items than allowed. Reading stopped; the detail says after how many. */
    TOO_MANY_ITEMS("too_many_items"),
    /** A field of the envelope header that is not what it should be; it is treated as absent. */
    BAD_HEADER_FIELD("bad_header_field");

    private final String wireName;

    Kind(String wireName) {
      this.wireName = wireName;
    }

    /** Name in labels and outcomes. */
    public String wireName() {
      return wireName;
    }
  }
}
