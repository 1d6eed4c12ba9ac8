package dev.fettle.core.id;

/** The number of a team. */
public record TeamId(long value) {

  /** Its digits. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
