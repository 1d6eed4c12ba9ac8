package dev.fettle.core.event;

import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@code User-Agent} header says; the rules for thousands of browsers are a library's,
 * outside of this module.
 */
@FunctionalInterface
public interface UserAgents {

  /** Knows nothing: only what the SDK put into {@code contexts} is used. */
  UserAgents NONE = header -> Agent.UNKNOWN;

  /**
   * What a header says; a part it does not say is null.
   *
   * @param browser name without version, as {@code Firefox}
   * @param device model or family, as {@code Pixel 9} or {@code Mac}
   */
  record Agent(
      @Nullable String browser,
      @Nullable String browserVersion,
      @Nullable String os,
      @Nullable String osVersion,
      @Nullable String device) {

    /** Nothing is known. */
    public static final Agent UNKNOWN = new Agent(null, null, null, null, null);
  }

  /** Never fails: what cannot be read is {@link Agent#UNKNOWN}. */
  Agent read(String header);
}
