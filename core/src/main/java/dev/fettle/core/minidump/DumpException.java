package dev.fettle.core.minidump;

import java.util.List;

/**
 * Why the dump was written.
 *
 * @param threadId the thread that crashed
 * @param code a signal, a Mach exception or a Windows exception code
 * @param flags more about it: a signal's {@code si_code}, a Mach exception's code
 * @param address where it struck, or what could not be accessed
 * @param parameters up to fifteen numbers whose meaning depends on the code
 */
public record DumpException(
    long threadId, long code, long flags, long address, List<Long> parameters) {
  public DumpException {
    parameters = List.copyOf(parameters);
  }
}
