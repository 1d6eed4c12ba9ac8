package dev.fettle.core.id;

/** The number of an organization. */
public record OrganizationId(long value) {

  /** Its digits. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
