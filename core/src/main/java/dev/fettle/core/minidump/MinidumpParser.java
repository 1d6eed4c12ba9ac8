package dev.fettle.core.minidump;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.MalformedPayloadException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the streams of a dump in the order in which they need each other. */
final class MinidumpParser {

  private static final int HEADER_BYTES = 32;
  private static final int DIRECTORY_BYTES = 12;
  private static final int THREAD_BYTES = 48;
  private static final int MODULE_BYTES = 108;

  private static final int MAX_STREAMS = 512;
  private static final int MAX_THREADS = 500;
  private static final int MAX_MODULES = 2000;
  private static final int MAX_MEMORY_AREAS = 50_000;
  private static final int MAX_MAPS_BYTES = 4 * 1024 * 1024;

  /** Frames of the thread that crashed, and of each of the others. */
  private static final int MAX_CRASHED_FRAMES = 128;

  private static final int MAX_OTHER_FRAMES = 24;

  private static final int THREAD_LIST = 3;
  private static final int MODULE_LIST = 4;
  private static final int MEMORY_LIST = 5;
  private static final int EXCEPTION = 6;
  private static final int SYSTEM_INFO = 7;
  private static final int MEMORY_64_LIST = 9;
  private static final int MEMORY_INFO_LIST = 16;
  private static final int THREAD_NAMES = 24;
  private static final int BREAKPAD_INFO = 0x47670001;
  private static final int LINUX_MAPS = 0x47670009;

  private record Stream(long offset, long size) {}

  private final DumpBytes bytes;
  private final Map<Integer, Stream> streams = new HashMap<>();
  private DumpSystem system = DumpSystem.UNKNOWN;
  private DumpMemory memory;

  MinidumpParser(ByteSlice dump) {
    this.bytes = new DumpBytes(dump);
    this.memory = new DumpMemory(bytes, system.cpu().wordBytes());
  }

  Minidump parse() throws MalformedPayloadException {
    if (bytes.length() < HEADER_BYTES || bytes.u32(0) != 0x504D444DL) {
      throw new MalformedPayloadException("no minidump: it does not start with MDMP");
    }
    readDirectory();
    system = orElse(DumpSystem.UNKNOWN, this::system);
    memory = new DumpMemory(bytes, system.cpu().wordBytes());
    orElse(0, this::memoryList);
    orElse(0, this::memory64List);
    orElse(0, this::executableMemory);
    orElse(0, this::linuxMaps);
    List<DumpModule> modules = orElse(List.of(), this::modules);
    memory.setModules(modules);
    Map<Long, String> names = orElse(Map.of(), this::threadNames);
    DumpException exception = exception();
    long crashed = exception == null ? orElse(-1L, this::requestingThread) : exception.threadId();
    List<DumpThread> threads = orElse(List.of(), () -> threads(names, exception));
    List<List<StackWalk.Frame>> stacks = new ArrayList<>(threads.size());
    for (DumpThread thread : threads) {
      stacks.add(stack(thread, thread.id() == crashed));
    }
    return new Minidump(bytes.u32(20), system, exception, crashed, modules, threads, stacks);
  }

  private List<StackWalk.Frame> stack(DumpThread thread, boolean crashed) {
    DumpThread.Registers registers = thread.registers();
    if (registers == null) {
      return List.of();
    }
    int most = crashed ? MAX_CRASHED_FRAMES : MAX_OTHER_FRAMES;
    return StackWalk.walk(system.cpu(), memory, registers, most);
  }

  private void readDirectory() throws MalformedPayloadException {
    long count = bytes.u32(8);
    long at = bytes.u32(12);
    if (count > MAX_STREAMS || !bytes.has(at, count * DIRECTORY_BYTES)) {
      throw new MalformedPayloadException(
          "the dump's directory of %d streams is not in the file".formatted(count));
    }
    for (int index = 0; index < count; index++) {
      long entry = at + (long) index * DIRECTORY_BYTES;
      Stream stream = new Stream(bytes.u32(entry + 8), bytes.u32(entry + 4));
      if (bytes.has(stream.offset(), stream.size())) {
        streams.putIfAbsent((int) bytes.u32(entry), stream);
      }
    }
  }

  private DumpSystem system() throws MalformedPayloadException {
    Stream stream = stream(SYSTEM_INFO);
    long at = stream.offset();
    long platform = bytes.u32(at + 20);
    long major = bytes.u32(at + 8);
    long minor = bytes.u32(at + 12);
    long build = bytes.u32(at + 16);
    String version = major == 0 ? null : "%d.%d.%d".formatted(major, minor, build);
    String said = bytes.utf16(bytes.u32(at + 24)).strip();
    return new DumpSystem(
        DumpSystem.family(platform),
        DumpSystem.osName(platform),
        version,
        said.isEmpty() ? null : said,
        Cpu.of(bytes.u16(at)));
  }

  private @Nullable DumpException exception() {
    try {
      Stream stream = stream(EXCEPTION);
      long at = stream.offset();
      long count = Math.min(bytes.u32(at + 32), 15);
      List<Long> parameters = new ArrayList<>();
      for (int index = 0; index < count && bytes.has(at + 40 + 8L * index, 8); index++) {
        parameters.add(bytes.u64(at + 40 + 8L * index));
      }
      return new DumpException(
          bytes.u32(at), bytes.u32(at + 8), bytes.u32(at + 12), bytes.u64(at + 24), parameters);
    } catch (MalformedPayloadException absent) {
      return null;
    }
  }

  /** The registers at the crash: those of the thread list are the handler's own. */
  private DumpThread.@Nullable Registers crashRegisters() {
    try {
      long at = stream(EXCEPTION).offset() + 160;
      return registers(bytes.u32(at + 4), bytes.u32(at));
    } catch (MalformedPayloadException absent) {
      return null;
    }
  }

  private DumpThread.@Nullable Registers registers(long offset, long size)
      throws MalformedPayloadException {
    Cpu cpu = system.cpu();
    int last = Math.max(cpu.counterOffset(), cpu.stackOffset()) + cpu.wordBytes();
    if (!cpu.isKnown() || size < last || !bytes.has(offset, size)) {
      return null;
    }
    int word = cpu.wordBytes();
    return new DumpThread.Registers(
        bytes.word(offset + cpu.counterOffset(), word),
        bytes.word(offset + cpu.stackOffset(), word),
        bytes.word(offset + cpu.frameOffset(), word),
        cpu.linkOffset() < 0 ? 0 : bytes.word(offset + cpu.linkOffset(), word));
  }

  private List<DumpThread> threads(Map<Long, String> names, @Nullable DumpException exception)
      throws MalformedPayloadException {
    Stream stream = stream(THREAD_LIST);
    int count = count(stream, THREAD_BYTES, MAX_THREADS);
    long at = firstEntry(stream, THREAD_BYTES);
    List<DumpThread> threads = new ArrayList<>(count);
    for (int index = 0; index < count; index++) {
      long entry = at + (long) index * THREAD_BYTES;
      long id = bytes.u32(entry);
      memory.add(bytes.u64(entry + 24), bytes.u32(entry + 32), bytes.u32(entry + 36));
      DumpThread.Registers own =
          exception != null && exception.threadId() == id ? crashRegisters() : null;
      threads.add(
          new DumpThread(
              id,
              names.get(id),
              own == null ? registers(bytes.u32(entry + 44), bytes.u32(entry + 40)) : own));
    }
    return threads;
  }

  private Map<Long, String> threadNames() throws MalformedPayloadException {
    Stream stream = stream(THREAD_NAMES);
    int count = count(stream, 12, MAX_THREADS);
    Map<Long, String> names = new HashMap<>();
    for (int index = 0; index < count; index++) {
      long entry = stream.offset() + 4 + 12L * index;
      String name = bytes.utf16(bytes.u64(entry + 4));
      if (!name.isBlank()) {
        names.put(bytes.u32(entry), name.strip());
      }
    }
    return names;
  }

  private long requestingThread() throws MalformedPayloadException {
    long at = stream(BREAKPAD_INFO).offset();
    return (bytes.u32(at) & 2) == 0 ? -1 : bytes.u32(at + 8);
  }

  private List<DumpModule> modules() throws MalformedPayloadException {
    Stream stream = stream(MODULE_LIST);
    int count = count(stream, MODULE_BYTES, MAX_MODULES);
    long at = firstEntry(stream, MODULE_BYTES);
    List<DumpModule> modules = new ArrayList<>(count);
    for (int index = 0; index < count; index++) {
      modules.add(ModuleRecord.read(bytes, at + (long) index * MODULE_BYTES, system.family()));
    }
    return modules;
  }

  private int memoryList() throws MalformedPayloadException {
    Stream stream = stream(MEMORY_LIST);
    int count = count(stream, 16, MAX_MEMORY_AREAS);
    long at = firstEntry(stream, 16);
    for (int index = 0; index < count; index++) {
      long entry = at + 16L * index;
      memory.add(bytes.u64(entry), bytes.u32(entry + 8), bytes.u32(entry + 12));
    }
    return count;
  }

  /** One area after the other from a common start: full dumps of Windows. */
  private int memory64List() throws MalformedPayloadException {
    Stream stream = stream(MEMORY_64_LIST);
    long count = Math.min(bytes.u64(stream.offset()), MAX_MEMORY_AREAS);
    long file = bytes.u64(stream.offset() + 8);
    int read = 0;
    while (read < count && file >= 0 && file < bytes.length()) {
      long entry = stream.offset() + 16 + 16L * read;
      long size = bytes.u64(entry + 8);
      memory.add(bytes.u64(entry), size, file);
      if (size < 0 || size > bytes.length()) {
        break;
      }
      file += size;
      read++;
    }
    return read;
  }

  private int executableMemory() throws MalformedPayloadException {
    Stream stream = stream(MEMORY_INFO_LIST);
    long header = bytes.u32(stream.offset());
    long size = bytes.u32(stream.offset() + 4);
    long count = Math.min(bytes.u64(stream.offset() + 8), MAX_MEMORY_AREAS);
    int read = 0;
    while (size >= 48 && read < count) {
      long entry = stream.offset() + header + size * read;
      if ((bytes.u32(entry + 36) & 0xF0) != 0) {
        memory.addCode(bytes.u64(entry), bytes.u64(entry + 24));
      }
      read++;
    }
    return read;
  }

  /** {@code /proc/PID/maps}, which breakpad and crashpad put into dumps of Linux and Android. */
  private int linuxMaps() throws MalformedPayloadException {
    Stream stream = stream(LINUX_MAPS);
    String maps = bytes.slice(stream.offset(), Math.min(stream.size(), MAX_MAPS_BYTES)).utf8();
    int read = 0;
    for (String line : maps.lines().limit(MAX_MEMORY_AREAS).toList()) {
      int dash = line.indexOf('-');
      int blank = line.indexOf(' ');
      if (dash > 0 && blank > dash && line.regionMatches(blank + 3, "x", 0, 1)) {
        try {
          long start = Long.parseUnsignedLong(line, 0, dash, 16);
          long end = Long.parseUnsignedLong(line, dash + 1, blank, 16);
          memory.addCode(start, end - start);
          read++;
        } catch (NumberFormatException notAMap) {
          return read;
        }
      }
    }
    return read;
  }

  private Stream stream(int type) throws MalformedPayloadException {
    Stream stream = streams.get(type);
    if (stream == null) {
      throw new MalformedPayloadException("the dump has no stream " + type);
    }
    return stream;
  }

  /** Entries of a list that are in the file; a list that claims more is cut. */
  private int count(Stream stream, int entryBytes, int most) throws MalformedPayloadException {
    long there = (bytes.length() - firstEntry(stream, entryBytes)) / entryBytes;
    return (int) Math.min(Math.min(bytes.u32(stream.offset()), most), Math.max(there, 0));
  }

  /**
   * Some writers align the first entry of a list to eight bytes: the stream is four larger then.
   */
  private long firstEntry(Stream stream, int entryBytes) throws MalformedPayloadException {
    long plain = 4 + bytes.u32(stream.offset()) * entryBytes;
    return stream.offset() + (stream.size() == plain + 4 ? 8 : 4);
  }

  private interface Read<T> {
    T read() throws MalformedPayloadException;
  }

  private static <T> T orElse(T otherwise, Read<? extends T> read) {
    try {
      return read.read();
    } catch (MalformedPayloadException damaged) {
      return otherwise;
    }
  }
}
