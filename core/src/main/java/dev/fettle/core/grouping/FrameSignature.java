package dev.fettle.core.grouping;

import dev.fettle.core.event.StackFrame;
import org.jspecify.annotations.Nullable;

/**
 * What a call is recognised by in the next build: where it is and what it is called, never its line
 * number, column, source text or variables.
 */
final class FrameSignature {
  private FrameSignature() {}

  /**
   * {@code place:function}, or null when the frame says too little to recognise it.
   *
   * <p>Without a function the place alone counts (module level code). A native frame without
   * symbols is its library and the offset in it, which is the same on every machine until the
   * library is built anew.
   */
  static @Nullable String of(StackFrame frame, @Nullable String platform) {
    if (isGenerated(frame) || isEventLoop(frame)) {
      return null;
    }
    String place = place(frame);
    String function = FunctionNames.stable(frame.function(), platform);
    boolean nameless = function.equals(FunctionNames.ANONYMOUS);
    if (place.isEmpty()) {
      return nameless ? null : function;
    }
    if (nameless && frame.module() == null && frame.filename() == null) {
      return place + ":" + offset(frame);
    }
    return place + ":" + function;
  }

  /**
   * Reflection accessors and proxies' fast classes appear after some calls, and then every time.
   */
  private static boolean isGenerated(StackFrame frame) {
    String module = frame.module();
    return module != null
        && (module.contains("GeneratedMethodAccessor")
            || module.contains("GeneratedConstructorAccessor")
            || module.contains("FastClassBy")
            || module.contains("LambdaForm$"));
  }

  /** Node's own frames tell how often the code was suspended before, not what it did. */
  private static boolean isEventLoop(StackFrame frame) {
    String filename = frame.filename();
    return filename != null
        && (filename.startsWith("node:")
            || filename.startsWith("internal/")
            || filename.startsWith("async node:")); // raven takes the word for a part of the path
  }

  private static String place(StackFrame frame) {
    if (frame.module() != null) {
      return SourceNames.module(frame.module());
    }
    if (frame.filename() != null && !frame.filename().startsWith("<")) {
      return SourceNames.file(frame.filename());
    }
    return frame.library() == null ? "" : SourceNames.file(frame.library());
  }

  private static String offset(StackFrame frame) {
    long instruction = address(frame.instructionAddress());
    long image = address(frame.imageAddress());
    return instruction <= 0 || image <= 0 || instruction < image
        ? FunctionNames.ANONYMOUS
        : "+0x" + Long.toHexString(instruction - image);
  }

  private static long address(@Nullable String text) {
    if (text == null || !text.startsWith("0x") || text.length() > 17) {
      return -1;
    }
    try {
      return Long.parseLong(text, 2, text.length(), 16);
    } catch (NumberFormatException notAnAddress) {
      return -1;
    }
  }
}
