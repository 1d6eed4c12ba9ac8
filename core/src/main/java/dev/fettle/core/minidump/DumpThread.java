package dev.fettle.core.minidump;

import org.jspecify.annotations.Nullable;

/**
 * A thread at the time of the dump.
 *
 * @param registers null when the dump has none for this thread
 */
public record DumpThread(long id, @Nullable String name, @Nullable Registers registers) {

  /**
   * The registers a stack is walked with.
   *
   * @param link 0 on processors without one
   */
  public record Registers(long counter, long stack, long frame, long link) {}
}
