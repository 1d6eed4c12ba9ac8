package dev.fettle.core.envelope;

/**
 * An item that was not kept, or a header field that was not understood.
 *
 * @param kind named reason; also the label of the outcome counter
 * @param itemIndex position of the item in the envelope, from 0; -1 for the envelope header
 * @param itemType type of the item as far as it is known, else {@link ItemType#UNKNOWN}
 * @param quantity units of its category that are lost
 * @param detail cause in words, with the figures
 */
public record EnvelopeProblem(
    Kind kind, int itemIndex, ItemType itemType, int quantity, String detail) {

  EnvelopeProblem(Kind kind, int itemIndex, ItemType itemType, String detail) {
    this(kind, itemIndex, itemType, 1, detail);
  }

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
    /** More entries in a container, or in all of them, than allowed. Skipped. */
    TOO_MANY_ENTRIES("too_many_entries"),
    /** More items than allowed. Reading stopped; the detail says after how many. */
    TOO_MANY_ITEMS("too_many_items"),
    /** A field of the envelope header that is not what it should be; it is treated as absent. */
    BAD_HEADER_FIELD("bad_header_field");

    private final String wireName;

    Kind(String wireName) {
      this.wireName = wireName;
    }

    static Kind of(String wireName) {
      return wireName.equals(TOO_MANY_ENTRIES.wireName) ? TOO_MANY_ENTRIES : ITEM_TOO_LARGE;
    }

    /** Name in labels and outcomes. */
    public String wireName() {
      return wireName;
    }
  }
}
