package dev.fettle.intakelog;

import dev.fettle.core.ByteSlice;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * One file of the segment log. A record is {@code length (4 bytes) | CRC-32C (4 bytes) | payload},
 * big-endian; the checksum covers the record's position and its payload, so bytes of an older
 * record that happen to line up are not taken for this one. The file's name is the position of its
 * first record.
 */
final class Segment implements AutoCloseable {

  static final int FRAME_BYTES = 8;
  private static final Pattern NAME = Pattern.compile("\\d{20}\\.log");
  private static final int SCAN_BYTES = 64 * 1024;

  private final Path file;
  private final long base;
  private final FileChannel channel;

  private Segment(Path file, long base, FileChannel channel) {
    this.file = file;
    this.base = base;
    this.channel = channel;
  }

  /** Opens a segment's file, making it when it is not there. */
  interface Opening {
    FileChannel open(Path file) throws IOException;
  }

  static final Opening DISK =
      file ->
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

  static Segment open(Path folder, long base, Opening opening) throws IOException {
    var file = folder.resolve("%020d.log".formatted(base));
    return new Segment(file, base, opening.open(file));
  }

  /** Whether this is the name of a segment. */
  static boolean isOne(Path file) {
    return file.getFileName() != null && NAME.matcher(file.getFileName().toString()).matches();
  }

  long base() {
    return base;
  }

  /** The position after the file's last byte. */
  long end() throws IOException {
    return base + channel.size();
  }

  /**
   * Cuts what follows the last whole record and returns that position: the tail of a killed process
   * may be torn. A damaged record with whole ones after it stays, for those were acknowledged; the
   * reader reports it.
   */
  long cutTornTail() throws IOException {
    long end = end();
    long position = base;
    long whole = base;
    var frame = ByteBuffer.allocate(FRAME_BYTES);
    var buffer = ByteBuffer.allocate(SCAN_BYTES);
    while (position + FRAME_BYTES < end) {
      readFully(frame.clear(), position - base);
      int length = frame.getInt(0);
      long next = position + FRAME_BYTES + length;
      if (length <= 0 || next > end) {
        break;
      }
      if (checksumOnDisk(position, length, buffer) == frame.getInt(4)) {
        whole = next;
      }
      position = next;
    }
    if (whole < end) {
      truncate(whole);
    }
    return whole;
  }

  private int checksumOnDisk(long position, int length, ByteBuffer buffer) throws IOException {
    var crc = checksumOfPosition(position);
    long offset = position - base + FRAME_BYTES;
    int left = length;
    while (left > 0) {
      buffer.clear().limit(Math.min(left, buffer.capacity()));
      readFully(buffer, offset);
      crc.update(buffer.flip());
      offset += buffer.limit();
      left -= buffer.limit();
    }
    return (int) crc.getValue();
  }

  void truncate(long position) throws IOException {
    channel.truncate(position - base);
    channel.force(false);
  }

  /** Fills {@code target} from the file, starting at {@code position}. */
  void read(ByteBuffer target, long position) throws IOException {
    readFully(target, position - base);
  }

  void write(ByteBuffer source, long position) throws IOException {
    long offset = position - base;
    while (source.hasRemaining()) {
      offset += channel.write(source, offset);
    }
  }

  void force() throws IOException {
    channel.force(false);
  }

  static int checksum(long position, List<ByteSlice> parts) {
    var crc = checksumOfPosition(position);
    for (var part : parts) {
      crc.update(part.array(), part.offset(), part.length());
    }
    return (int) crc.getValue();
  }

  private static CRC32C checksumOfPosition(long position) {
    var crc = new CRC32C();
    for (int shift = 56; shift >= 0; shift -= 8) {
      crc.update((int) (position >>> shift) & 0xFF);
    }
    return crc;
  }

  void delete() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void readFully(ByteBuffer target, long offset) throws IOException {
    long from = offset;
    while (target.hasRemaining()) {
      int read = channel.read(target, from);
      if (read < 0) {
        throw new EOFException(
            "segment %s ends at %d, needed %d".formatted(file, channel.size(), from));
      }
      from += read;
    }
  }
}
