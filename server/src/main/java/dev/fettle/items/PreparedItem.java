package dev.fettle.items;

/**
 * An item as its consumer will write it; each consumer has its own implementation and casts back to
 * it.
 */
public interface PreparedItem {

  /** What it was made from; its payload may be gone already. */
  IncomingItem item();

  /** How many rows it becomes, about: a batch takes so many into memory and no more. */
  default int weight() {
    return 1;
  }
}
