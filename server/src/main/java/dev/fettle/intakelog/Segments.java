package dev.fettle.intakelog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a segment log, by the position of their first record; there is always one, and
 * records are written to the last. Thread-safe.
 */
final class Segments implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Segments.class);

  private final Path folder;
  private final Segment.Opening opening;
  private final ConcurrentSkipListMap<Long, Segment> files = new ConcurrentSkipListMap<>();
  private long openedEnd;
  private volatile long lastSince = System.nanoTime();

  private Segments(Path folder, Segment.Opening opening) {
    this.folder = folder;
    this.opening = opening;
  }

  /**
   * Opens what is in the folder, cutting a torn tail.
   *
   * @param digested where a log goes on that ends before it
   */
  static Segments open(Path folder, Segment.Opening opening, long digested) throws IOException {
    Files.createDirectories(folder);
    var segments = new Segments(folder, opening);
    segments.open(digested);
    return segments;
  }

  private void open(long digested) throws IOException {
    try (var paths = Files.list(folder)) {
      for (var file : (Iterable<Path>) paths.filter(Segment::isOne)::iterator) {
        var name = String.valueOf(file.getFileName());
        var base = Long.parseLong(name.substring(0, name.length() - ".log".length()));
        files.put(base, Segment.open(folder, base, opening));
      }
    }
    if (files.isEmpty()) {
      begin(0);
    }
    openedEnd = last().cutTornTail();
    if (openedEnd < digested) {
      LOG.warn(
          "The intake log ends at {}, the database has digested up to {}: going on from there",
          openedEnd,
          digested);
      begin(digested);
      openedEnd = digested;
    }
  }

  /** The position after the last record that was there. */
  long openedEnd() {
    return openedEnd;
  }

  /** Makes a file for the records from there on, which becomes the last. */
  void begin(long base) throws IOException {
    var segment = Segment.open(folder, base, opening);
    try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true); // before anything is acknowledged out of it
    } catch (IOException e) {
      segment.close();
      throw e;
    }
    files.put(base, segment);
    lastSince = System.nanoTime();
  }

  Segment last() {
    return files.lastEntry().getValue();
  }

  long lastBase() {
    return files.lastKey();
  }

  /** Whether the last file was made, or found, so long ago. */
  boolean lastIsOlderThan(long nanos) {
    return System.nanoTime() - lastSince >= nanos;
  }

  long firstBase() {
    return files.firstKey();
  }

  /** The file that holds this position. */
  Segment at(long position) {
    var floor = files.floorEntry(position);
    if (floor == null) {
      throw new IllegalStateException(
          "position %d is before the log's first record at %d".formatted(position, firstBase()));
    }
    return floor.getValue();
  }

  /** Where the file after this one begins; the largest number for the last. */
  long followingBase(Segment segment) {
    var following = files.higherKey(segment.base());
    return following == null ? Long.MAX_VALUE : following;
  }

  /** Deletes the files that end at or before the position; never the last. */
  synchronized void deleteBefore(long position) {
    while (files.size() > 1 && files.higherKey(files.firstKey()) <= position) {
      var oldest = files.pollFirstEntry();
      try {
        oldest.getValue().delete();
      } catch (IOException e) {
        LOG.warn("Cannot delete the digested segment at {}: {}", oldest.getKey(), e.getMessage());
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (var segment : files.values()) {
      segment.close();
    }
  }
}
