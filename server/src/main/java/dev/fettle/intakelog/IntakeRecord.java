package dev.fettle.intakelog;

import dev.fettle.core.ByteSlice;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the intake writes to the log for one request: who sent it when, and the decoded body.
 *
 * <p>Layout, big-endian: version (1), kind (1), flags (1), organization (8), project (8), received
 * in ms (8), event id (16), client address and user agent (2 bytes length + UTF-8 each, length
 * 0xFFFF means absent), body (the rest).
 *
 * @param eventId the id acknowledged to the client: the envelope's, else one made at the intake
 */
public record IntakeRecord(
    Kind kind,
    long organizationId,
    long projectId,
    Instant received,
    UUID eventId,
    @Nullable String clientIp,
    @Nullable String userAgent,
    boolean scrubIp,
    ByteSlice body) {

  /** How the body is read. The number is on disk: never change one. */
  public enum Kind {
    ENVELOPE(1),
    STORE(2);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    static @Nullable Kind of(int code) {
      for (var kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      return null;
    }
  }

  private static final byte VERSION = 1;
  private static final int SCRUB_IP = 1;
  private static final int ABSENT = 0xFFFF;
  private static final int LONGEST_TEXT = 1024;
  private static final int FIXED_BYTES = 3 + 3 * 8 + 16;

  /** Everything before the body. */
  public ByteSlice head() {
    var ip = bytes(clientIp);
    var agent = bytes(userAgent);
    var buffer = ByteBuffer.allocate(FIXED_BYTES + 4 + length(ip) + length(agent));
    buffer.put(VERSION).put((byte) kind.code).put((byte) (scrubIp ? SCRUB_IP : 0));
    buffer.putLong(organizationId).putLong(projectId).putLong(received.toEpochMilli());
    buffer.putLong(eventId.getMostSignificantBits()).putLong(eventId.getLeastSignificantBits());
    put(buffer, ip);
    put(buffer, agent);
    return ByteSlice.of(buffer.array());
  }

  /** Reads a record, or null when these bytes are none of ours. */
  public static @Nullable IntakeRecord decode(ByteSlice bytes) {
    try {
      return decodeHead(bytes);
    } catch (BufferUnderflowException e) {
      return null;
    }
  }

  private static @Nullable IntakeRecord decodeHead(ByteSlice bytes) {
    var buffer = ByteBuffer.wrap(bytes.array(), bytes.offset(), bytes.length());
    if (bytes.length() < FIXED_BYTES + 4 || buffer.get() != VERSION) {
      return null;
    }
    var kind = Kind.of(buffer.get());
    if (kind == null) {
      return null;
    }
    boolean scrubIp = (buffer.get() & SCRUB_IP) != 0;
    long organizationId = buffer.getLong();
    long projectId = buffer.getLong();
    var received = Instant.ofEpochMilli(buffer.getLong());
    var eventId = new UUID(buffer.getLong(), buffer.getLong());
    var clientIp = text(buffer);
    var userAgent = text(buffer);
    int headBytes = buffer.position() - bytes.offset();
    var body = bytes.slice(headBytes, bytes.length() - headBytes);
    return new IntakeRecord(
        kind, organizationId, projectId, received, eventId, clientIp, userAgent, scrubIp, body);
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null
        ? null
        : text.substring(0, Math.min(text.length(), LONGEST_TEXT)).getBytes(StandardCharsets.UTF_8);
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static void put(ByteBuffer buffer, byte @Nullable [] bytes) {
    if (bytes == null) {
      buffer.putShort((short) ABSENT);
    } else {
      buffer.putShort((short) bytes.length).put(bytes);
    }
  }

  private static @Nullable String text(ByteBuffer buffer) {
    int length = buffer.getShort() & 0xFFFF;
    if (length == ABSENT) {
      return null;
    }
    var bytes = new byte[length];
    buffer.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
