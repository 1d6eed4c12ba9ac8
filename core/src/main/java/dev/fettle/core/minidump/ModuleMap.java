package dev.fettle.core.minidump;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Modules by the addresses they were loaded at. */
final class ModuleMap {

  private final TreeMap<Long, DumpModule> byBase = new TreeMap<>(Long::compareUnsigned);

  ModuleMap(Iterable<DumpModule> modules) {
    modules.forEach(module -> byBase.put(module.base(), module));
  }

  /** The module that holds the address, or null. */
  @Nullable DumpModule at(long address) {
    Map.Entry<Long, DumpModule> entry = byBase.floorEntry(address);
    return entry != null && entry.getValue().contains(address) ? entry.getValue() : null;
  }
}
