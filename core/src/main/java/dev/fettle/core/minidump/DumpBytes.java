package dev.fettle.core.minidump;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.Texts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Little-endian numbers at offsets that nobody vouches for. */
final class DumpBytes {

  private static final int LONGEST_TEXT_BYTES = 4096;

  private final ByteSlice bytes;
  private final ByteBuffer buffer;

  DumpBytes(ByteSlice bytes) {
    this.bytes = bytes;
    this.buffer =
        ByteBuffer.wrap(bytes.array(), bytes.offset(), bytes.length())
            .slice()
            .order(ByteOrder.LITTLE_ENDIAN);
  }

  int length() {
    return bytes.length();
  }

  /** Whether {@code size} bytes are there at {@code offset}. */
  boolean has(long offset, long size) {
    return offset >= 0 && size >= 0 && size <= length() && offset <= length() - size;
  }

  int u16(long offset) throws MalformedPayloadException {
    return buffer.getShort(checked(offset, 2)) & 0xFFFF;
  }

  long u32(long offset) throws MalformedPayloadException {
    return buffer.getInt(checked(offset, 4)) & 0xFFFF_FFFFL;
  }

  long u64(long offset) throws MalformedPayloadException {
    return buffer.getLong(checked(offset, 8));
  }

  /** A word of a processor with that many bytes a word, which are known to be there. */
  long word(long offset, int wordBytes) {
    return wordBytes == 8
        ? buffer.getLong((int) offset)
        : buffer.getInt((int) offset) & 0xFFFF_FFFFL;
  }

  ByteSlice slice(long offset, long size) throws MalformedPayloadException {
    return bytes.slice(checked(offset, size), (int) size);
  }

  /** A length in bytes and that many bytes of UTF-16; empty when it is not all there. */
  String utf16(long offset) throws MalformedPayloadException {
    if (!has(offset, 4)) {
      return "";
    }
    long size = Math.min(u32(offset), LONGEST_TEXT_BYTES) & ~1L;
    if (!has(offset + 4, size)) {
      return "";
    }
    return text(new String(slice(offset + 4, size).toByteArray(), StandardCharsets.UTF_16LE));
  }

  /** UTF-8 up to a NUL or the end of the area. */
  String utf8(long offset, long size) throws MalformedPayloadException {
    return text(slice(offset, Math.min(size, LONGEST_TEXT_BYTES)).utf8());
  }

  private static String text(String raw) {
    int end = raw.indexOf(0);
    return Texts.clean(end < 0 ? raw : raw.substring(0, end));
  }

  private int checked(long offset, long size) throws MalformedPayloadException {
    if (!has(offset, size)) {
      throw new MalformedPayloadException(
          "the dump ends before byte %d: it names %d bytes at %d but has %d"
              .formatted(offset + size, size, offset, length()));
    }
    return (int) offset;
  }
}
