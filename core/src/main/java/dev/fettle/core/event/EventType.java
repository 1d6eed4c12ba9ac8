package dev.fettle.core.event;

/** Kind of an issue event. The digit is GlitchTip's and part of its grouping hash. */
public enum EventType {
  /** A message, or nothing in particular. */
  DEFAULT("default", 0),
  /** At least one exception. */
  ERROR("error", 1),
  /** A report of a content security policy. */
  CSP("csp", 2);

  private final String wireName;
  private final int digit;

  EventType(String wireName, int digit) {
    this.wireName = wireName;
    this.digit = digit;
  }

  /** Name in the API. */
  public String wireName() {
    return wireName;
  }

  /** GlitchTip's number of the type. */
  public int digit() {
    return digit;
  }
}
