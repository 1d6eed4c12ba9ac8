package dev.fettle.core.minidump;

import org.jspecify.annotations.Nullable;

/**
 * What the program ran on.
 *
 * @param family which rules name the crash
 * @param osName as the API has it
 * @param osVersion {@code major.minor.build}, or null
 * @param osBuild what the system says of itself, or null
 */
public record DumpSystem(
    Family family, String osName, @Nullable String osVersion, @Nullable String osBuild, Cpu cpu) {

  /** Families of operating systems that name crashes alike. */
  public enum Family {
    WINDOWS,
    APPLE,
    /** Linux, Android and the other ones with signals. */
    SIGNALS,
    UNKNOWN
  }

  static final DumpSystem UNKNOWN =
      new DumpSystem(Family.UNKNOWN, "Unknown", null, null, Cpu.UNKNOWN);

  static Family family(long platform) {
    return switch ((int) platform) {
      case 0, 1, 2, 3 -> Family.WINDOWS;
      case 0x8101, 0x8102 -> Family.APPLE;
      case 0x8000, 0x8201, 0x8202, 0x8203 -> Family.SIGNALS;
      default -> Family.UNKNOWN;
    };
  }

  static String osName(long platform) {
    return switch ((int) platform) {
      case 0, 1, 2, 3 -> "Windows";
      case 0x8101 -> "macOS";
      case 0x8102 -> "iOS";
      case 0x8201 -> "Linux";
      case 0x8202 -> "Solaris";
      case 0x8203 -> "Android";
      case 0x8206 -> "Fuchsia";
      default -> "Unknown";
    };
  }
}
