package dev.fettle.core.otlp;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.Texts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Walks the fields of one protobuf message: {@link #next()}, then {@link #field()} and one of the
 * values. A field that nobody reads is skipped by the next step.
 */
final class Proto {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  private final ByteSlice message;
  private final ByteBuffer buffer;
  private int position;
  private int field;
  private int type;
  private long number;
  private int start;
  private int size;

  Proto(ByteSlice message) {
    this.message = message;
    this.buffer =
        ByteBuffer.wrap(message.array(), message.offset(), message.length())
            .slice()
            .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Goes to the next field; false at the end of the message. */
  boolean next() throws MalformedPayloadException {
    if (position == message.length()) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    type = (int) tag & 7;
    if (field == 0 || tag >>> 32 != 0) {
      throw broken();
    }
    switch (type) {
      case VARINT -> number = varint();
      case FIXED_64 -> number = buffer.getLong(take(8));
      case FIXED_32 -> number = buffer.getInt(take(4)) & 0xFFFF_FFFFL;
      case BYTES -> {
        long length = varint();
        if (length < 0 || length > message.length() - position) {
          throw broken();
        }
        size = (int) length;
        start = take(size);
      }
      default -> throw broken(); // groups: no message of ours has one
    }
    return true;
  }

  /** Number of the field, or -1 when its value has no place in a field of this kind. */
  int field() {
    return field;
  }

  /** The value of a number; 0 when the field is none. */
  long number() {
    return type == BYTES ? 0 : number;
  }

  double real() {
    return type == FIXED_64 ? Double.longBitsToDouble(number) : 0;
  }

  /** The value of a message, of bytes; empty when the field is a number. */
  ByteSlice bytes() {
    return type == BYTES ? message.slice(start, size) : ByteSlice.of("");
  }

  Proto message() {
    return new Proto(bytes());
  }

  String text() {
    return Texts.clean(bytes().utf8());
  }

  private int take(int bytes) throws MalformedPayloadException {
    int at = position;
    if (bytes > message.length() - at) {
      throw broken();
    }
    position += bytes;
    return at;
  }

  private long varint() throws MalformedPayloadException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte part = buffer.get(take(1));
      value |= (long) (part & 0x7F) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw broken();
  }

  private MalformedPayloadException broken() {
    return new MalformedPayloadException(
        "no OTLP message: the protobuf is broken at byte " + position + " of " + message.length());
  }
}
