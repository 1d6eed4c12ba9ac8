package dev.fettle.items;

/**
 * The project does not want this item: it is counted as filtered, with the reason, and nothing of
 * it is kept. Thrown by an {@link ItemFilter} through {@link ItemConsumer#prepare}.
 */
public final class ItemFilteredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public ItemFilteredException(Reason reason) {
    super(reason.label(), null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
