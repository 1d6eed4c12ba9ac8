package dev.fettle.intakelog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the log leaves enough of its disk to others: a database without room for its own log
 * ends, and what is taken in then waits for it. Asked often, looked at twice a second. Thread-safe.
 */
final class DiskRoom {

  private static final Logger LOG = LoggerFactory.getLogger(DiskRoom.class);
  private static final long BELIEVED_NANOS = 500_000_000;

  private final Path folder;
  private final long floorBytes;
  private volatile long lookedAt = System.nanoTime() - BELIEVED_NANOS;
  private volatile boolean tooLittle;

  /**
   * Of a folder's disk.
   *
   * @param floorBytes what stays free; 0: nothing
   */
  DiskRoom(Path folder, long floorBytes) {
    this.folder = folder;
    this.floorBytes = floorBytes;
  }

  boolean isShort() {
    long now = System.nanoTime();
    if (floorBytes > 0 && now - lookedAt >= BELIEVED_NANOS) {
      lookedAt = now;
      tooLittle = look();
    }
    return tooLittle;
  }

  private boolean look() {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < floorBytes && !tooLittle) {
        LOG.error(
            "The disk of {} has {} MiB left: no events are taken in below {}, so that the database goes on. Make room, or lower FETTLE_DISK_FLOOR_MB.",
            folder,
            free >> 20,
            floorBytes >> 20);
      }
      return free < floorBytes;
    } catch (IOException e) {
      return false; // the write itself will tell
    }
  }
}
