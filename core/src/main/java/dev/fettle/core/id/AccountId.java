package dev.fettle.core.id;

/** The number of an account. */
public record AccountId(long value) {

  /** Its digits. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
