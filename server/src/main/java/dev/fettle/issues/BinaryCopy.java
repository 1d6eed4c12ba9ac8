package dev.fettle.issues;

import dev.fettle.core.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the format of {@code COPY … FROM STDIN (FORMAT binary)}, PostgreSQL manual, chapter COPY,
 * "Binary Format". Grows as needed; not thread-safe.
 */
final class BinaryCopy {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };

  /** 2000-01-01, where PostgreSQL's time begins. */
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private byte[] bytes;
  private int length;

  BinaryCopy(int expectedBytes) {
    bytes = new byte[Math.max(64, expectedBytes)];
    put(SIGNATURE, 0, SIGNATURE.length);
    int32(0); // no flags
    int32(0); // no header extension
  }

  /** Begins a row of that many columns. */
  BinaryCopy row(int columns) {
    reserve(2);
    bytes[length++] = (byte) (columns >>> 8);
    bytes[length++] = (byte) columns;
    return this;
  }

  BinaryCopy uuid(UUID value) {
    int32(16);
    int64(value.getMostSignificantBits());
    int64(value.getLeastSignificantBits());
    return this;
  }

  BinaryCopy bigint(long value) {
    int32(8);
    int64(value);
    return this;
  }

  BinaryCopy integer(int value) {
    int32(4);
    int32(value);
    return this;
  }

  /** Whole microseconds. */
  BinaryCopy timestamptz(Instant value) {
    int32(8);
    int64(ChronoUnit.MICROS.between(EPOCH, value));
    return this;
  }

  BinaryCopy text(@Nullable String value) {
    if (value == null) {
      int32(-1);
      return this;
    }
    var utf8 = value.getBytes(StandardCharsets.UTF_8);
    int32(utf8.length);
    put(utf8, 0, utf8.length);
    return this;
  }

  BinaryCopy bytea(ByteSlice value) {
    int32(value.length());
    put(value.array(), value.offset(), value.length());
    return this;
  }

  /** Ends the rows. */
  BinaryCopy end() {
    return row(-1);
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  private void int32(int value) {
    reserve(4);
    bytes[length++] = (byte) (value >>> 24);
    bytes[length++] = (byte) (value >>> 16);
    bytes[length++] = (byte) (value >>> 8);
    bytes[length++] = (byte) value;
  }

  private void int64(long value) {
    int32((int) (value >>> 32));
    int32((int) value);
  }

  private void put(byte[] value, int from, int count) {
    reserve(count);
    System.arraycopy(value, from, bytes, length, count);
    length += count;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
