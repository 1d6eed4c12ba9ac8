package dev.fettle.intakelog;

import dev.fettle.platform.work.RareLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * Whom the busy lane of the log may hold records of, as the next process needs to know: a file of
 * eight bytes a project, on the disk before the first such record is. It may name more projects
 * than have something waiting, never fewer.
 */
final class BusyProjects {

  /** So long the file grows before it is written anew. */
  private static final int MOST = 20_000;

  private final RareLog log = new RareLog(LoggerFactory.getLogger(BusyProjects.class));
  private final Path folder;
  private final Path file;
  private final Set<Long> projects = new HashSet<>();
  private long length;

  private BusyProjects(Path folder) {
    this.folder = folder;
    this.file = folder.resolve("projects");
  }

  /**
   * Reads the file, or begins it anew.
   *
   * @param needed whether records wait in the lane
   */
  static BusyProjects open(Path folder, boolean needed) throws IOException {
    var found = new BusyProjects(folder);
    boolean exists = Files.exists(found.file);
    if (needed && exists) {
      found.read();
    } else if (!exists || Files.size(found.file) > 0) {
      found.rewrite(Set.of());
    }
    return found;
  }

  private void read() throws IOException {
    var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    while (bytes.remaining() >= Long.BYTES) { // what is less was never relied upon
      projects.add(bytes.getLong());
      length += Long.BYTES;
    }
  }

  /** Those that the lane may hold. */
  Set<Long> all() {
    return Set.copyOf(projects);
  }

  /**
   * Adds one; false when the disk does not take it.
   *
   * @param current of all that were added, those which still matter
   */
  boolean note(long project, Collection<Long> current) {
    if (projects.contains(project)) {
      return true;
    }
    try {
      if (projects.size() >= MOST) {
        rewrite(current);
      }
      try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        write(channel, ByteBuffer.allocate(Long.BYTES).putLong(0, project), length);
      }
    } catch (IOException e) {
      log.error("It cannot be noted that project {} is busy: {}", project, e.toString());
      return false;
    }
    projects.add(project);
    length += Long.BYTES;
    return true;
  }

  private void rewrite(Collection<Long> current) throws IOException {
    var bytes = ByteBuffer.allocate(current.size() * Long.BYTES);
    current.forEach(bytes::putLong);
    var written = folder.resolve("projects.new");
    try (var channel =
        FileChannel.open(
            written,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      write(channel, bytes.flip(), 0);
    }
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
    projects.clear();
    projects.addAll(current);
    length = bytes.limit();
  }

  private static void write(FileChannel channel, ByteBuffer bytes, long position)
      throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes, position + bytes.position());
    }
    channel.force(true);
  }
}
