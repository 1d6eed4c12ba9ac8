package dev.fettle.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where bodies too large for the memory wait on disk until they are whole.
 *
 * <p>A slow client's megabytes cost disk, not heap. A whole body comes back into memory to be
 * appended to the log, one at a time and in turn: that takes as long as copying it.
 *
 * <p>All files together have a limit, those of one project half of it, and the disk keeps a rest
 * that is the database's: what is more is refused. Thread-safe.
 */
final class Spool {

  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final String SUFFIX = ".body";
  private static final long PATIENCE_SECONDS = 120;

  private static final long LOOK_AT_DISK_BYTES = 4L << 20;

  private final Path folder;
  private final long mostBytes;
  private final long diskFloorBytes;
  private final Map<Long, Long> usedBy = new HashMap<>();
  private long used;
  private final Semaphore turn = new Semaphore(1, true);

  /**
   * Uses the folder for itself. Files lose their names when they are opened, so the kernel deletes
   * them with the process; what was killed in between is deleted here.
   *
   * @param mostBytes of all files together
   * @param diskFloorBytes what the disk keeps free
   */
  Spool(Path folder, long mostBytes, long diskFloorBytes) {
    this.folder = folder;
    this.mostBytes = mostBytes;
    this.diskFloorBytes = diskFloorBytes;
    try (var left = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (var file : left) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear the folder " + folder, e);
    }
  }

  /**
   * A new file for one body.
   *
   * @param owner the project it is for; 0 when that is not known
   */
  Spooled file(long owner) {
    try {
      checkDisk();
      var file = Files.createTempFile(folder, "", SUFFIX);
      return new Spooled(
          owner,
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      throw noDisk(e);
    }
  }

  private void checkDisk() throws IOException {
    long left = Files.getFileStore(folder).getUsableSpace();
    if (left < diskFloorBytes) {
      throw noDisk(
          "the disk has %d bytes left, FETTLE_DISK_FLOOR_MB keeps %d"
              .formatted(left, diskFloorBytes));
    }
  }

  private synchronized void use(long owner, long bytes) {
    long own = usedBy.getOrDefault(owner, 0L) + bytes;
    if (bytes > 0 && used + bytes > mostBytes) {
      throw noDisk("bodies wait in %d bytes already (FETTLE_SPOOL_MAX_MB)".formatted(used));
    }
    if (bytes > 0 && owner != 0 && own > mostBytes / 2) {
      throw noDisk("project %d has half of FETTLE_SPOOL_MAX_MB".formatted(owner));
    }
    used += bytes;
    if (own == 0) {
      usedBy.remove(owner);
    } else {
      usedBy.put(owner, own);
    }
  }

  /** Bytes of all bodies that wait. */
  synchronized long used() {
    return used;
  }

  private static BodyRefusedException noDisk(IOException e) {
    LOG.error("A large body cannot wait on disk: {}", e.getMessage());
    return refused();
  }

  private static BodyRefusedException noDisk(String cause) {
    LOG.debug("A large body cannot wait on disk: {}", cause);
    return refused();
  }

  private static BodyRefusedException refused() {
    return new BodyRefusedException(
        BodyRefusedException.Reason.NO_DISK, "no room for a large request: send again later");
  }

  /** One body's file; deleted on close. Used by one thread. */
  final class Spooled implements AutoCloseable {

    private final FileChannel channel;
    private long owner;
    private long length;
    private long unseen;
    private boolean hasTurn;

    private Spooled(long owner, FileChannel channel) {
      this.owner = owner;
      this.channel = channel;
    }

    long length() {
      return length;
    }

    /** Says for which project it is. */
    void ownedBy(long newOwner) {
      use(owner, -length);
      long moved = length;
      length = 0;
      owner = newOwner;
      use(owner, moved);
      length = moved;
    }

    /** Appends. */
    void write(byte[] bytes, int offset, int count) {
      try {
        unseen += count;
        if (unseen >= LOOK_AT_DISK_BYTES) {
          unseen = 0;
          checkDisk();
        }
        use(owner, count);
        length += count;
        var buffer = ByteBuffer.wrap(bytes, offset, count);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      } catch (IOException e) {
        throw noDisk(e);
      }
    }

    /** Reads up to {@code count} bytes at a place; -1 at the end. */
    int read(byte[] target, int offset, int count, long position) {
      try {
        return channel.read(ByteBuffer.wrap(target, offset, count), position);
      } catch (IOException e) {
        throw noDisk(e);
      }
    }

    /** Waits until it may come back into memory; false when that takes too long. */
    boolean awaitTurn() throws InterruptedException {
      hasTurn = hasTurn || turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return hasTurn;
    }

    /** Deletes the file and lets the next one have its turn. */
    @Override
    public void close() {
      if (hasTurn) {
        hasTurn = false;
        turn.release();
      }
      use(owner, -length);
      length = 0;
      try {
        channel.close();
      } catch (IOException e) {
        LOG.warn("A body's file cannot be closed: {}", e.getMessage());
      }
    }
  }
}
