package dev.fettle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Memory and CPU of the product's processes, from {@code /proc}: the JVM, and PostgreSQL's first
 * process with its children.
 */
final class Processes {

  private static final double TICKS_PER_SECOND = 100; // USER_HZ of every Linux this runs on
  private static final Path PROC = Path.of("/proc");

  private final long jvm;
  private final long postmaster;

  Processes(long jvm, long postmaster) {
    this.jvm = jvm;
    this.postmaster = postmaster;
  }

  /**
   * CPU seconds since the processes began.
   *
   * @param database of all its processes, those that ended included
   */
  record Cpu(double jvm, double database) {

    Cpu minus(Cpu earlier) {
      return new Cpu(jvm - earlier.jvm, database - earlier.database);
    }

    double total() {
      return jvm + database;
    }
  }

  /** Proportional set sizes: a page shared by n processes counts 1/n in each. */
  record Memory(double jvmMegabytes, double databaseMegabytes) {

    double total() {
      return jvmMegabytes + databaseMegabytes;
    }
  }

  Cpu cpu() throws IOException {
    double database = 0;
    for (long pid : databaseProcesses()) {
      database += seconds(pid, pid == postmaster);
    }
    return new Cpu(seconds(jvm, true), database);
  }

  Memory memory() throws IOException {
    double database = 0;
    for (long pid : databaseProcesses()) {
      database += megabytes(pid);
    }
    return new Memory(megabytes(jvm), database);
  }

  private List<Long> databaseProcesses() throws IOException {
    var found = new ArrayList<Long>(List.of(postmaster));
    for (var child : words(PROC.resolve("%d/task/%d/children".formatted(postmaster, postmaster)))) {
      found.add(Long.parseLong(child));
    }
    return found;
  }

  private static double seconds(long pid, boolean withEndedChildren) throws IOException {
    var stat = read(PROC.resolve(pid + "/stat"));
    int afterName = stat.lastIndexOf(')') + 2; // the name may hold blanks
    if (afterName < 2) {
      return 0;
    }
    var fields = stat.substring(afterName).split(" ", -1);
    long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    if (withEndedChildren) {
      ticks += Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  private static double megabytes(long pid) throws IOException {
    for (var line : read(PROC.resolve(pid + "/smaps_rollup")).split("\n", -1)) {
      if (line.startsWith("Pss:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024 / 1e6;
      }
    }
    return 0;
  }

  private static Set<String> words(Path file) throws IOException {
    var text = read(file).strip();
    return text.isEmpty() ? Set.of() : Set.of(text.split("\\s+", -1));
  }

  /** Empty when the process has ended meanwhile. */
  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
