package dev.fettle.intakelog;

import dev.fettle.core.ByteSlice;
import dev.fettle.intakelog.IntakeLog.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads records of segments into two buffers in turn, so that what one read gave is good until the
 * read after the next. Used by one thread at a time.
 */
final class SegmentReader {

  private static final int SMALLEST_READ_BYTES = 64 * 1024;

  /** A large record is read into an array of its own, which goes with it. */
  private static final int LARGEST_KEPT_BYTES = 2 * 1024 * 1024;

  /** The one for this read, and the other with what the read before it gave. */
  private byte[] readBuffer = new byte[SMALLEST_READ_BYTES];

  private byte[] otherBuffer = new byte[SMALLEST_READ_BYTES];

  /**
   * Records from {@code position} on, as {@link LogPartition#read} promises.
   *
   * @param limit where the segment's durable records end
   */
  List<Entry> read(Segment segment, long position, long limit, int maxBytes) throws IOException {
    int wanted =
        (int)
            Math.min(
                limit - position, Math.clamp(maxBytes, SMALLEST_READ_BYTES, LARGEST_KEPT_BYTES));
    var bytes = nextBuffer(wanted);
    segment.read(ByteBuffer.wrap(bytes, 0, wanted), position);
    int first = wanted < Segment.FRAME_BYTES ? -1 : ByteBuffer.wrap(bytes).getInt(0);
    if (first <= 0 || position + Segment.FRAME_BYTES + first > limit) {
      return List.of(damaged(position, limit));
    }
    if (Segment.FRAME_BYTES + first > wanted) {
      wanted = Segment.FRAME_BYTES + first;
      bytes = wanted > LARGEST_KEPT_BYTES ? new byte[wanted] : readBuffer(wanted);
      segment.read(ByteBuffer.wrap(bytes, 0, wanted), position);
    }
    return entries(bytes, wanted, position, limit, maxBytes);
  }

  /** Nothing comes: what large batches made of the buffers is not kept. */
  void rest() {
    if (readBuffer.length > SMALLEST_READ_BYTES) {
      readBuffer = new byte[SMALLEST_READ_BYTES];
    }
    if (otherBuffer.length > SMALLEST_READ_BYTES) {
      otherBuffer = new byte[SMALLEST_READ_BYTES];
    }
  }

  private static List<Entry> entries(
      byte[] bytes, int available, long position, long limit, int maxBytes) {
    var entries = new ArrayList<Entry>();
    var buffer = ByteBuffer.wrap(bytes);
    int offset = 0;
    while (offset + Segment.FRAME_BYTES <= available && (offset < maxBytes || entries.isEmpty())) {
      int length = buffer.getInt(offset);
      long at = position + offset;
      if (length <= 0 || at + Segment.FRAME_BYTES + length > limit) {
        entries.add(damaged(at, limit));
        return entries;
      }
      if (offset + Segment.FRAME_BYTES + length > available) {
        break; // the rest of this record comes with the next read
      }
      var payload = ByteSlice.of(bytes, offset + Segment.FRAME_BYTES, length);
      boolean whole = Segment.checksum(at, List.of(payload)) == buffer.getInt(offset + 4);
      offset += Segment.FRAME_BYTES + length;
      entries.add(new Entry(at, position + offset, whole ? payload : null));
    }
    return entries;
  }

  /** Without a believable length nothing after it in this file can be found. */
  private static Entry damaged(long position, long limit) {
    return new Entry(position, limit, null);
  }

  /** The buffer that the read before the last one used. */
  private byte[] nextBuffer(int bytes) {
    var next = otherBuffer;
    otherBuffer = readBuffer;
    readBuffer = next;
    return readBuffer(bytes);
  }

  private byte[] readBuffer(int bytes) {
    if (readBuffer.length < bytes) {
      readBuffer = new byte[bytes];
    }
    return readBuffer;
  }
}
