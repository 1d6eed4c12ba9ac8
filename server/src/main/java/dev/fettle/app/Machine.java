package dev.fettle.app;

import dev.fettle.platform.db.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the process may use here.
 *
 * @param memoryMib of the machine, or of the container when that is less
 * @param openFiles that the process may have at once
 * @param embeddedConnections that the embedded PostgreSQL leaves to the product's pool
 */
record Machine(long memoryMib, long openFiles, int embeddedConnections) {

  private static final long UNKNOWN = 1L << 40;

  /** This machine; what it does not tell is taken for plenty. */
  static Machine here() {
    long total = number(Path.of("/proc/meminfo"), "MemTotal:") / 1024;
    long container = number(Path.of("/sys/fs/cgroup/memory.max"), "") / (1024 * 1024);
    return new Machine(
        Math.min(total, container),
        number(Path.of("/proc/self/limits"), "Max open files"),
        EmbeddedPostgres.POOLED_CONNECTIONS);
  }

  /** The first number after {@code label} in a file of the kernel's. */
  private static long number(Path file, String label) {
    try {
      for (var line : Files.readAllLines(file)) {
        if (line.startsWith(label)) {
          var words = line.substring(label.length()).strip().split("\\s+", 2);
          return words[0].matches("\\d{1,12}") ? Long.parseLong(words[0]) : UNKNOWN;
        }
      }
      return UNKNOWN;
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}
