package dev.fettle.core.minidump;

import org.jspecify.annotations.Nullable;

/**
 * A binary that was loaded.
 *
 * @param base load address
 * @param size bytes in memory
 * @param path as the system named it
 * @param codeId identifier of the binary: hex of an ELF build id, time stamp and size of a PE
 * @param debugId identifier of its debug information, which symbols are looked up by
 * @param debugFile name of the debug file
 */
public record DumpModule(
    long base,
    long size,
    String path,
    @Nullable String codeId,
    @Nullable String debugId,
    @Nullable String debugFile) {

  boolean contains(long address) {
    return Long.compareUnsigned(address - base, size) < 0;
  }

  /** The last part of the path. */
  String fileName() {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
