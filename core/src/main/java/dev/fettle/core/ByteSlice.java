package dev.fettle.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A read-only view of a part of a byte array, without a copy.
 *
 * <p>An envelope of 1 MB is read from the network once and then only looked at through slices.
 * Whoever makes a slice promises not to change the array afterwards.
 */
public final class ByteSlice {
  /** Length of a byte order mark. */
  public static final int MARK_BYTES = 3;

  private final byte[] array;
  private final int offset;
  private final int length;

  private ByteSlice(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /** A view of the whole array. */
  public static ByteSlice of(byte[] array) {
    return new ByteSlice(array, 0, array.length);
  }

  /**
   * A view of {@code length} bytes from {@code offset}; throws {@link IndexOutOfBoundsException}
   * when they are not there.
   */
  public static ByteSlice of(byte[] array, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, array.length);
    return new ByteSlice(array, offset, length);
  }

  /** The UTF-8 bytes of a text. */
  public static ByteSlice of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The array that is viewed; index it from {@link #offset()}. Do not write to it. */
  public byte[] array() {
    return array;
  }

  /** Index in {@link #array()} of the first byte. */
  public int offset() {
    return offset;
  }

  /** Number of bytes. */
  public int length() {
    return length;
  }

  /** Whether it begins with UTF-8's byte order mark, which some clients write before JSON. */
  public boolean startsWithMark() {
    return length >= MARK_BYTES
        && at(0) == (byte) 0xEF
        && at(1) == (byte) 0xBB
        && at(2) == (byte) 0xBF;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /** The byte at {@code index}, counted from the start of the slice. */
  public byte at(int index) {
    return array[offset + Objects.checkIndex(index, length)];
  }

  /** A view of a part of this view. */
  public ByteSlice slice(int from, int size) {
    Objects.checkFromIndexSize(from, size, length);
    return new ByteSlice(array, offset + from, size);
  }

  /**
   * Index, counted from the start of the slice, of the first {@code wanted} at or after {@code
   * from}, or -1.
   */
  public int indexOf(byte wanted, int from) {
    for (int index = from; index < length; index++) {
      if (array[offset + index] == wanted) {
        return index;
      }
    }
    return -1;
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  /** The bytes as UTF-8, ill-formed sequences replaced. */
  public String utf8() {
    return new String(array, offset, length, StandardCharsets.UTF_8);
  }

  /** Same bytes, whatever array they come from. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ByteSlice that
        && Arrays.equals(
            array, offset, offset + length, that.array, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int index = offset; index < offset + length; index++) {
      hash = 31 * hash + array[index];
    }
    return hash;
  }

  @Override
  public String toString() {
    return "ByteSlice[" + length + " bytes]";
  }
}
