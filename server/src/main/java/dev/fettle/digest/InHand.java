package dev.fettle.digest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a digest has in hand, where the next process can read it: a record that ends the process is
 * found again at the same place after the start, and would end it again and again.
 *
 * <p>One small file for each partition, mapped into memory: a note costs a few stores and no call
 * of the kernel, so every record is noted, and it outlives the process (the machine's own end is no
 * fault of a record). It holds two notes, of what is being read and of what is being written, for
 * the one is done while the other is. Layout of a note, big-endian: from (8), to (8), deaths (8),
 * checksum of the three (8). A note that was torn in the middle counts as none.
 *
 * <p>Where several processes share a log, each counts for itself.
 */
final class InHand implements AutoCloseable {

  private static final int NOTE_BYTES = 32;
  private static final int BYTES = 2 * NOTE_BYTES;
  private static final long NOTHING = -1;

  private final FileChannel channel;
  private final Note read;
  private final Note written;

  /**
   * What was in hand when the process died.
   *
   * @param from position of the first record
   * @param to position after the last one
   * @param deaths how many processes in a row died with exactly this in hand
   */
  record Suspect(long from, long to, long deaths) {

    static final Suspect NONE = new Suspect(NOTHING, NOTHING, 0);

    long deathsWith(long start, long end) {
      return from == start && to == end ? deaths : 0;
    }
  }

  /** What is being done; for one thread. */
  static final class Note {

    private final ByteBuffer buffer;
    private final Suspect suspect;

    private Note(ByteBuffer buffer) {
      this.buffer = buffer;
      this.suspect = suspect(buffer);
    }

    private static Suspect suspect(ByteBuffer note) {
      var found = new Suspect(note.getLong(0), note.getLong(8), note.getLong(16));
      boolean whole = note.getLong(24) == checksum(found.from, found.to, found.deaths);
      return whole && found.from >= 0 && found.to > found.from ? found : Suspect.NONE;
    }

    private static long checksum(long from, long to, long deaths) {
      return ~(from * 31 + to * 17 + deaths);
    }

    /** What the process before this one died of, as far as its note tells. */
    Suspect suspect() {
      return suspect;
    }

    /** From now on these records are in hand; a death now is theirs. */
    void take(long from, long to) {
      write(from, to, suspect.deathsWith(from, to) + 1);
    }

    /** Nothing is. */
    void putDown() {
      write(NOTHING, NOTHING, 0);
    }

    private void write(long from, long to, long deaths) {
      buffer.putLong(24, 0);
      buffer.putLong(0, from).putLong(8, to).putLong(16, deaths);
      buffer.putLong(24, checksum(from, to, deaths));
    }
  }

  private InHand(FileChannel channel, ByteBuffer notes) {
    this.channel = channel;
    this.read = new Note(notes.slice(0, NOTE_BYTES));
    this.written = new Note(notes.slice(NOTE_BYTES, NOTE_BYTES));
  }

  /** Opens the notes of a partition, and reads what the process before this one left in them. */
  static InHand open(Path folder, String partition) {
    var file = folder.resolve("in-hand-" + partition.replaceAll("[^A-Za-z0-9._-]", "_"));
    try {
      var channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      long size = channel.size();
      if (size < BYTES) {
        // a mapped page without a place on the disk would end the process when it is written
        channel.write(ByteBuffer.allocate((int) (BYTES - size)), size);
      }
      return new InHand(channel, channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open " + file, e);
    }
  }

  /** The records that are being read and prepared. */
  Note read() {
    return read;
  }

  /** The records that are being written. */
  Note written() {
    return written;
  }

  /** How many processes in a row died with exactly these in hand. */
  long deathsWith(long from, long to) {
    return Math.max(read.suspect.deathsWith(from, to), written.suspect.deathsWith(from, to));
  }

  /** Up to there something is that a process died of; -1 when none did. */
  long suspectedUntil() {
    return Math.max(read.suspect.to, written.suspect.to);
  }

  /** A digest that stops in order has nothing in hand. */
  @Override
  public void close() throws IOException {
    read.putDown();
    written.putDown();
    channel.close();
  }
}
