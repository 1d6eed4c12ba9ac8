package dev.fettle.core.event;

import org.jspecify.annotations.Nullable;

/**
 * One call in a stack trace: the part that title, culprit and grouping look at. The whole frame is
 * in the JSON.
 *
 * @param function name as the client wrote it
 * @param module class, package or file without extension, depending on the language
 * @param filename path or name of the source
 * @param library binary the code is in (native)
 * @param inApp whether it is the customer's code; null when the client does not say
 * @param instructionAddress absolute address, {@code 0x…} (native)
 * @param imageAddress load address of the binary, {@code 0x…} (native)
 */
public record StackFrame(
    @Nullable String function,
    @Nullable String module,
    @Nullable String filename,
    @Nullable String library,
    @Nullable Boolean inApp,
    @Nullable String instructionAddress,
    @Nullable String imageAddress) {

  public boolean isInApp() {
    return Boolean.TRUE.equals(inApp);
  }
}
