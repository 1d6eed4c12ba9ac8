package dev.fettle.intakelog;

import dev.fettle.core.ByteSlice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Frames records into a buffer and writes it when it is full. Used by the log's writer thread. */
final class SegmentWriter {

  private static final int BUFFER_BYTES = 256 * 1024;

  /** Made for the first record: a log may have none for days. */
  private ByteBuffer buffer = ByteBuffer.allocate(0);

  /** Adds a record that begins at {@code position}. */
  void write(Segment segment, List<ByteSlice> parts, int length, long position) throws IOException {
    if (buffer.capacity() == 0) {
      buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    }
    if (buffer.remaining() < Segment.FRAME_BYTES) {
      flush(segment, position);
    }
    buffer.putInt(length).putInt(Segment.checksum(position, parts));
    long written = position + Segment.FRAME_BYTES;
    for (var part : parts) {
      int offset = 0;
      while (offset < part.length()) {
        if (!buffer.hasRemaining()) {
          flush(segment, written);
        }
        int chunk = Math.min(buffer.remaining(), part.length() - offset);
        buffer.put(part.array(), part.offset() + offset, chunk);
        offset += chunk;
        written += chunk;
      }
    }
  }

  /** Writes what is buffered; its last byte belongs right before {@code position}. */
  void flush(Segment segment, long position) throws IOException {
    buffer.flip();
    segment.write(buffer, position - buffer.remaining());
    buffer.clear();
  }

  /** Drops what is buffered: its records are refused. */
  void forget() {
    buffer.clear();
  }
}
