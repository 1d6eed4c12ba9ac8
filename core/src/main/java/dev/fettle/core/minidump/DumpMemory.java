package dev.fettle.core.minidump;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parts of the process's memory that the dump holds, and which addresses are code. */
final class DumpMemory {

  private record Area(long size, long fileOffset) {}

  private final DumpBytes bytes;
  private final int wordBytes;
  private final TreeMap<Long, Area> areas = new TreeMap<>(Long::compareUnsigned);
  private final TreeMap<Long, Long> code = new TreeMap<>(Long::compareUnsigned);
  private ModuleMap modules = new ModuleMap(List.of());

  DumpMemory(DumpBytes bytes, int wordBytes) {
    this.bytes = bytes;
    this.wordBytes = wordBytes;
  }

  /** Memory at {@code start} is in the file at {@code fileOffset}; ignored when it is not. */
  void add(long start, long size, long fileOffset) {
    if (size > 0 && bytes.has(fileOffset, size)) {
      areas.put(start, new Area(size, fileOffset));
    }
  }

  /** Addresses that the system said can be executed. */
  void addCode(long start, long size) {
    code.put(start, size);
  }

  void setModules(List<DumpModule> loaded) {
    modules = new ModuleMap(loaded);
  }

  /** Whether a whole word at that address is in the dump. */
  boolean hasWord(long address) {
    return fileOffset(address) >= 0;
  }

  /** The word at that address, which {@link #hasWord} vouched for. */
  long word(long address) {
    return bytes.word(fileOffset(address), wordBytes);
  }

  private long fileOffset(long address) {
    Map.Entry<Long, Area> entry = areas.floorEntry(address);
    if (entry == null) {
      return -1;
    }
    long offset = address - entry.getKey();
    Area area = entry.getValue();
    boolean inside = Long.compareUnsigned(offset, area.size()) < 0;
    return inside && area.size() - offset >= wordBytes ? area.fileOffset() + offset : -1;
  }

  /**
   * Whether code can be there: inside a module, and executable as far as the dump says what is. The
   * first page of a module is its header.
   */
  boolean isCode(long address) {
    DumpModule module = modules.at(address);
    if (module == null || address - module.base() < 0x100) {
      return false;
    }
    if (code.isEmpty()) {
      return true;
    }
    Map.Entry<Long, Long> range = code.floorEntry(address);
    return range != null && Long.compareUnsigned(address - range.getKey(), range.getValue()) < 0;
  }
}
