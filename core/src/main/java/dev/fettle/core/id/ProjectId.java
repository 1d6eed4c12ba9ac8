package dev.fettle.core.id;

/** The number of a project, as its DSN has it. */
public record ProjectId(long value) {

  /** Its digits. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
