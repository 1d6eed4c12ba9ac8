package dev.fettle.core.id;

/** The number of an issue; not the one of its short name, which counts within a project. */
public record IssueId(long value) {

  /** Its digits. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
