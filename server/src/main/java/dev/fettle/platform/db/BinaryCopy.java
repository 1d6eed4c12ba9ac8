package dev.fettle.platform.db;

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
public final class BinaryCopy {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };

  /** 2000-01-01, where PostgreSQL's time begins. */
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private byte[] bytes;
  private int length;

  public BinaryCopy(int expectedBytes) {
    bytes = new byte[Math.max(64, expectedBytes)];
    put(SIGNATURE, 0, SIGNATURE.length);
    int32(0); // no flags
    int32(0); // no header extension
  }

  /** Begins a row of that many columns. */
  public BinaryCopy row(int columns) {
    reserve(2);
    bytes[length++] = (byte) (columns >>> 8);
    bytes[length++] = (byte) columns;
    return this;
  }

  public BinaryCopy uuid(@Nullable UUID value) {
    if (value == null) {
      return absent();
    }
    int32(16);
    int64(value.getMostSignificantBits());
    int64(value.getLeastSignificantBits());
    return this;
  }

  /** A number that may be absent. */
  public BinaryCopy nullableBigint(@Nullable Long value) {
    return value == null ? absent() : bigint(value);
  }

  public BinaryCopy bigint(long value) {
    int32(8);
    int64(value);
    return this;
  }

  public BinaryCopy smallint(int value) {
    int32(2);
    reserve(2);
    bytes[length++] = (byte) (value >>> 8);
    bytes[length++] = (byte) value;
    return this;
  }

  public BinaryCopy bool(boolean value) {
    int32(1);
    reserve(1);
    bytes[length++] = (byte) (value ? 1 : 0);
    return this;
  }

  public BinaryCopy doublePrecision(double value) {
    int32(8);
    int64(Double.doubleToLongBits(value));
    return this;
  }

  /** UTF-8 JSON without NUL characters, for a column of PostgreSQL's binary JSON type. */
  public BinaryCopy jsonb(@Nullable ByteSlice json) {
    if (json == null) {
      return absent();
    }
    int32(json.length() + 1);
    reserve(1);
    bytes[length++] = 1; // the version of the format
    put(json.array(), json.offset(), json.length());
    return this;
  }

  public BinaryCopy integer(int value) {
    int32(4);
    int32(value);
    return this;
  }

  /** Whole microseconds. */
  public BinaryCopy timestamptz(@Nullable Instant value) {
    if (value == null) {
      return absent();
    }
    int32(8);
    int64(ChronoUnit.MICROS.between(EPOCH, value));
    return this;
  }

  public BinaryCopy text(@Nullable String value) {
    if (value == null) {
      return absent();
    }
    var utf8 = value.getBytes(StandardCharsets.UTF_8);
    int32(utf8.length);
    put(utf8, 0, utf8.length);
    return this;
  }

  public BinaryCopy bytea(ByteSlice value) {
    int32(value.length());
    put(value.array(), value.offset(), value.length());
    return this;
  }

  /** Ends the rows. */
  public BinaryCopy end() {
    return row(-1);
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  private BinaryCopy absent() {
    int32(-1);
    return this;
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
