package dev.fettle.items;

/**
 * The project does not want this item: it is counted as filtered, with the reason, and nothing of
 * it is kept. Thrown by an {@link ItemFilter} through {@link ItemConsumer#prepare}.
 */
public final class ItemFilteredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ItemFilteredException(String reason) {
    super(reason, null, false, false);
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
