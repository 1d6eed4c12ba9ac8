package dev.fettle.core.minidump;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the calls that led to a thread's program counter, without unwind tables.
 *
 * <p>Implementation note. First by frame pointers: compilers that keep them push the caller's frame
 * pointer and, above it, the return address, so the chain is two words a call. Where the chain
 * breaks (optimised code without frame pointers), the stack is scanned upwards for the next word
 * that points into code; that finds return addresses that were left over, too, so such a frame says
 * of itself that it was guessed. The stack pointer only ever moves up, which ends every walk.
 *
 * <p>Two crashes need care. A call through a bad pointer stands outside all code: its caller is on
 * top of the stack (or in the link register), and the frame pointer is still the caller's own. A
 * crash in a function that calls nothing (ARM) has its caller in the link register alone.
 */
public final class StackWalk {

  /** How a frame was found; the names are those of {@code trust} in an event. */
  public enum Trust {
    CONTEXT("context"),
    FRAME_POINTER("fp"),
    SCAN("scan");

    private final String wireName;

    Trust(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }
  }

  /** One call, the innermost first. */
  public record Frame(long address, Trust trust) {}

  /** Words looked at before a stack counts as at its end: 1 KiB covers most local variables. */
  private static final int SCAN_WORDS = 128;

  private final Cpu cpu;
  private final DumpMemory memory;
  private final int most;
  private final List<Frame> frames = new ArrayList<>();
  private long stack;
  private long frame;

  private StackWalk(Cpu cpu, DumpMemory memory, DumpThread.Registers registers, int most) {
    this.cpu = cpu;
    this.memory = memory;
    this.most = most;
    this.stack = registers.stack();
    this.frame = registers.frame();
  }

  /** The calls of a thread, innermost first, at most {@code most}. */
  static List<Frame> walk(Cpu cpu, DumpMemory memory, DumpThread.Registers registers, int most) {
    StackWalk walk = new StackWalk(cpu, memory, registers, most);
    walk.start(registers);
    while (walk.frames.size() < most && (walk.byFramePointer() || walk.byScan())) {
      // each step adds one frame
    }
    return List.copyOf(walk.frames);
  }

  private void start(DumpThread.Registers registers) {
    long counter = cpu.address(registers.counter());
    frames.add(new Frame(counter, Trust.CONTEXT));
    long link = cpu.address(registers.link());
    if (cpu.linkOffset() >= 0) {
      if (memory.isCode(link) && frames.size() < most && !isReturnOfFrame(link)) {
        frames.add(new Frame(link, Trust.SCAN));
      }
    } else if (!memory.isCode(counter) && memory.hasWord(stack)) {
      long caller = memory.word(stack);
      if (memory.isCode(caller) && frames.size() < most) {
        frames.add(new Frame(caller, Trust.SCAN));
        stack += cpu.wordBytes();
      }
    }
  }

  /** Whether the frame pointer leads to the same address, so that it is not one call more. */
  private boolean isReturnOfFrame(long address) {
    long at = frame + cpu.wordBytes();
    return memory.hasWord(at) && cpu.address(memory.word(at)) == address;
  }

  private boolean byFramePointer() {
    int word = cpu.wordBytes();
    if (frame % word != 0
        || Long.compareUnsigned(frame, stack) < 0
        || !memory.hasWord(frame)
        || !memory.hasWord(frame + word)) {
      return false;
    }
    long caller = cpu.address(memory.word(frame + word));
    long next = memory.word(frame);
    boolean goesUp = next == 0 || Long.compareUnsigned(next, frame) > 0;
    if (!goesUp || !memory.isCode(caller)) {
      return false;
    }
    frames.add(new Frame(caller, Trust.FRAME_POINTER));
    stack = frame + 2L * word;
    frame = next;
    return true;
  }

  private boolean byScan() {
    int word = cpu.wordBytes();
    long at = stack - Math.floorMod(stack, (long) word);
    for (int index = 0; index < SCAN_WORDS && memory.hasWord(at); index++) {
      long value = cpu.address(memory.word(at));
      if (memory.isCode(value)) {
        frames.add(new Frame(value, Trust.SCAN));
        // what a prologue pushed below the return address may be the caller's frame pointer
        long saved = at - word;
        if (memory.hasWord(saved) && Long.compareUnsigned(memory.word(saved), at) > 0) {
          frame = memory.word(saved);
        }
        stack = at + word;
        return true;
      }
      at += word;
    }
    return false;
  }
}
