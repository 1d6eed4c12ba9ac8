package dev.fettle.core.minidump;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.MalformedPayloadException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A minidump that was read.
 *
 * @param writtenAt Unix time in seconds, by the machine's clock
 * @param exception null when the dump was written on request
 * @param crashedThread id of the thread to look at first, or -1
 */
public record Minidump(
    long writtenAt,
    DumpSystem system,
    @Nullable DumpException exception,
    long crashedThread,
    List<DumpModule> modules,
    List<DumpThread> threads,
    List<List<StackWalk.Frame>> stacks) {

  /** What an attachment says that is a minidump (sdk-wire section 12). */
  public static final String ATTACHMENT_TYPE = "event.minidump";

  private static final byte[] SIGNATURE = {'M', 'D', 'M', 'P'};

  public Minidump {
    modules = List.copyOf(modules);
    threads = List.copyOf(threads);
    stacks = List.copyOf(stacks);
  }

  /** Whether the bytes start as a minidump does. */
  public static boolean isMinidump(ByteSlice bytes) {
    if (bytes.length() < SIGNATURE.length) {
      return false;
    }
    for (int index = 0; index < SIGNATURE.length; index++) {
      if (bytes.at(index) != SIGNATURE[index]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads a dump and walks its stacks.
   *
   * @throws MalformedPayloadException when it has no header or no directory. A stream that is
   *     damaged counts as absent: half a crash is better than none
   */
  public static Minidump parse(ByteSlice bytes) throws MalformedPayloadException {
    return new MinidumpParser(bytes).parse();
  }
}
