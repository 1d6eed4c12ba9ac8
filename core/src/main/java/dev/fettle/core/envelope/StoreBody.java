package dev.fettle.core.envelope;

import dev.fettle.core.ByteSlice;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Bodies of the legacy store endpoint: plain JSON, or what raven clients made of it (sdk-wire 9).
 *
 * <p>The first byte decides, never the content type: raven-java says form data, raven-node
 * octet-stream, both send base64 of zlib of JSON, which begins with {@code eJ}. Bare zlib and
 * base64 of plain JSON are understood too.
 */
public sealed interface StoreBody {

  /**
   * The event.
   *
   * @param json slice of JSON, of the body itself when nothing had to be decoded
   */
  record Json(ByteSlice json) implements StoreBody {}

  /**
   * A body that is no event.
   *
   * @param reason named reason
   * @param detail cause and remedy
   */
  record Rejected(Reason reason, String detail) implements StoreBody {}

  /** Why a body is refused. */
  enum Reason {
    EMPTY,
    NOT_JSON,
    BAD_BASE64,
    BAD_ZLIB,
    /** Larger than allowed once inflated, or a compression bomb. */
    TOO_LARGE
  }

  /**
   * zlib never shrinks text below 1:1000 or so; a body that does is refused before it is inflated
   * further.
   */
  int MAX_RATIO = 200;

  /** Base64 makes three bytes four, and a form encoder some of those three. */
  int ENCODED_GROWTH = 2;

  /** Below this size any ratio is harmless. */
  int RATIO_FREE_BYTES = 256 * 1024;

  /**
   * Finds the JSON in a body.
   *
   * @param maxJsonBytes most bytes of JSON that are accepted
   */
  static StoreBody decode(ByteSlice body, int maxJsonBytes) {
    int start = 0;
    while (start < body.length() && body.at(start) <= ' ' && body.at(start) >= 0) {
      start++;
    }
    if (start == body.length()) {
      return empty();
    }
    ByteSlice content = body.slice(start, body.length() - start);
    byte first = content.at(0);
    if (first == '{') {
      return json(content, maxJsonBytes);
    }
    if (first == 0x78) {
      return inflate(content.toByteArray(), maxJsonBytes);
    }
    return isBase64(first) ? base64(content, maxJsonBytes) : notJson();
  }

  private static StoreBody base64(ByteSlice content, int maxJsonBytes) {
    if (content.length() > ENCODED_GROWTH * (long) maxJsonBytes) {
      return tooLarge(maxJsonBytes); // before copies of it are made
    }
    String text =
        new String(
            content.array(), content.offset(), content.length(), StandardCharsets.ISO_8859_1);
    byte[] decoded;
    try {
      // A form encoder in between turns + and = into escapes; the MIME decoder skips line breaks.
      String plain =
          text.indexOf('%') < 0
              ? text
              : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
      decoded = Base64.getMimeDecoder().decode(plain.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException broken) {
      return new Rejected(
          Reason.BAD_BASE64, "the body is neither JSON nor base64: " + broken.getMessage());
    }
    if (decoded.length > 1 && decoded[0] == 0x78) {
      return inflate(decoded, maxJsonBytes);
    }
    if (decoded.length > 0 && decoded[0] == '{') {
      return json(ByteSlice.of(decoded), maxJsonBytes);
    }
    return notJson();
  }

  private static StoreBody json(ByteSlice content, int maxJsonBytes) {
    return content.length() > maxJsonBytes ? tooLarge(maxJsonBytes) : new Json(content);
  }

  private static StoreBody inflate(byte[] compressed, int maxJsonBytes) {
    long ratioLimit = Math.max((long) compressed.length * MAX_RATIO, RATIO_FREE_BYTES);
    ByteArrayOutputStream plain =
        new ByteArrayOutputStream(Math.min(maxJsonBytes, compressed.length * 4));
    byte[] chunk = new byte[8192];
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(compressed);
      while (!inflater.finished()) {
        int read = inflater.inflate(chunk);
        if (read == 0 && !inflater.finished()) {
          return new Rejected(Reason.BAD_ZLIB, "the compressed body ends early: send all of it");
        }
        plain.write(chunk, 0, read);
        if (plain.size() > maxJsonBytes || plain.size() > ratioLimit) {
          return tooLarge(maxJsonBytes);
        }
      }
    } catch (DataFormatException broken) {
      return new Rejected(Reason.BAD_ZLIB, "the body is not valid zlib: " + broken.getMessage());
    }
    return plain.size() == 0 ? empty() : new Json(ByteSlice.of(plain.toByteArray()));
  }

  private static boolean isBase64(byte first) {
    return (first >= 'A' && first <= 'Z')
        || (first >= 'a' && first <= 'z')
        || (first >= '0' && first <= '9')
        || first == '+'
        || first == '/';
  }

  private static Rejected empty() {
    return new Rejected(Reason.EMPTY, "the body is empty: send an event as a JSON object");
  }

  private static Rejected notJson() {
    return new Rejected(
        Reason.NOT_JSON,
        "the body is not an event: send a JSON object, plain or as base64 of zlib");
  }

  private static Rejected tooLarge(int maxJsonBytes) {
    return new Rejected(
        Reason.TOO_LARGE,
        "an event has at most " + maxJsonBytes + " bytes of JSON: send less context");
  }
}
