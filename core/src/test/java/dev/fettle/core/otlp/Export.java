package dev.fettle.core.otlp;

import dev.fettle.core.ByteSlice;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes protobuf messages for tests. */
final class Export {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Export number(int field, long value) {
    varint((long) field << 3);
    varint(value);
    return this;
  }

  Export fixed64(int field, long value) {
    varint(((long) field << 3) | 1);
    var bytes = new byte[8];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
    out.writeBytes(bytes);
    return this;
  }

  Export bytes(int field, byte[] value) {
    varint(((long) field << 3) | 2);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  Export text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  Export message(int field, Export value) {
    return bytes(field, value.out.toByteArray());
  }

  ByteSlice body() {
    return ByteSlice.of(out.toByteArray());
  }

  /** A request with that many times the same entry, without resource and scope. */
  static ByteSlice of(Export entry, int times) {
    var scope = new Export();
    for (int index = 0; index < times; index++) {
      scope.message(2, entry);
    }
    return new Export().message(1, new Export().message(2, scope)).body();
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
