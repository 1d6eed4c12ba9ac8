package dev.fettle.core.id;

/** The number of somebody's place in an organization, invited or in it; not of their account. */
public record MemberId(long value) {

  /** Its digits. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
