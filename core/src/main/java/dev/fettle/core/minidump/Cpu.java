package dev.fettle.core.minidump;

/**
 * Processors, with where their registers lie in the context a dump keeps of a thread.
 *
 * <p>Sources: {@code CONTEXT} of Microsoft's winnt.h for x86, x86_64, ARM and ARM64; breakpad's
 * older ARM64 context has a 64-bit flag word in place of two 32-bit ones, so its offsets are the
 * same.
 */
public enum Cpu {
  X86("x86", 4, 0xB8, 0xC4, 0xB4, -1),
  X86_64("x86_64", 8, 0xF8, 0x98, 0xA0, -1),
  ARM("arm", 4, 64, 56, 48, 60),
  ARM64("arm64", 8, 0x108, 0x100, 0xF0, 0xF8),
  /** No stack is walked. */
  UNKNOWN("unknown", 8, -1, -1, -1, -1);

  private final String wireName;
  private final int wordBytes;
  private final int counterOffset;
  private final int stackOffset;
  private final int frameOffset;
  private final int linkOffset;

  Cpu(
      String wireName,
      int wordBytes,
      int counterOffset,
      int stackOffset,
      int frameOffset,
      int linkOffset) {
    this.wireName = wireName;
    this.wordBytes = wordBytes;
    this.counterOffset = counterOffset;
    this.stackOffset = stackOffset;
    this.frameOffset = frameOffset;
    this.linkOffset = linkOffset;
  }

  /** By the number in the dump's system information. */
  static Cpu of(int architecture) {
    return switch (architecture) {
      case 0 -> X86;
      case 5 -> ARM;
      case 9 -> X86_64;
      case 12, 0x8003 -> ARM64;
      default -> UNKNOWN;
    };
  }

  /** Name in {@code contexts.device.arch}. */
  public String wireName() {
    return wireName;
  }

  int wordBytes() {
    return wordBytes;
  }

  /** Where the program counter is; -1 when that is not known. */
  int counterOffset() {
    return counterOffset;
  }

  int stackOffset() {
    return stackOffset;
  }

  int frameOffset() {
    return frameOffset;
  }

  /** Where the link register is; -1 when there is none. */
  int linkOffset() {
    return linkOffset;
  }

  /** Whether a stack can be walked. */
  boolean isKnown() {
    return counterOffset >= 0;
  }

  /** An address without the signature that ARM64 can put into its upper bits. */
  long address(long value) {
    return this == ARM64 ? value & 0x0000_FFFF_FFFF_FFFFL : value;
  }
}
