package dev.fettle.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where bodies too large for the memory wait on disk until they are whole.
 *
 * <p>A slow client's megabytes cost disk, not heap. A whole body comes back into memory to be
 * appended to the log, one at a time and in turn: that takes as long as copying it.
 */
final class Spool {

  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final String SUFFIX = ".body";
  private static final long PATIENCE_SECONDS = 120;

  private final Path folder;
  private final Semaphore turn = new Semaphore(1, true);

  /**
   * Uses the folder for itself. Files lose their names when they are opened, so the kernel deletes
   * them with the process; what was killed in between is deleted here.
   */
  Spool(Path folder) {
    this.folder = folder;
    try (var left = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (var file : left) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear the folder " + folder, e);
    }
  }

  /** A new file for one body. */
  Spooled file() {
    try {
      var file = Files.createTempFile(folder, "", SUFFIX);
      return new Spooled(
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      throw noDisk(e);
    }
  }

  private static BodyRefusedException noDisk(IOException e) {
    LOG.error("A large body cannot wait on disk: {}", e.getMessage());
    return new BodyRefusedException(
        BodyRefusedException.Reason.NO_DISK, "no room for a large request: send again later");
  }

  /** One body's file; deleted on close. Used by one thread. */
  final class Spooled implements AutoCloseable {

    private final FileChannel channel;
    private boolean hasTurn;

    private Spooled(FileChannel channel) {
      this.channel = channel;
    }

    /** Appends. */
    void write(byte[] bytes, int offset, int count) {
      try {
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
      try {
        channel.close();
      } catch (IOException e) {
        LOG.warn("A body's file cannot be closed: {}", e.getMessage());
      }
    }
  }
}
