package dev.fettle.core.grouping;

import org.jspecify.annotations.Nullable;

/** Families of platforms that differ in what a frame says. */
final class Platforms {
  private Platforms() {}

  /**
   * Compiled to machine code: functions have argument lists, frames have addresses, synthetic
   * exceptions are signals.
   */
  static boolean isNative(@Nullable String platform) {
    if (platform == null) {
      return false;
    }
    return switch (platform) {
      case "native", "c", "cocoa", "objc", "swift", "rust" -> true;
      default -> false;
    };
  }
}
