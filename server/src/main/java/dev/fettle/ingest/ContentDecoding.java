package dev.fettle.ingest;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Undoes {@code Content-Encoding} while reading (sdk-wire section 1: gzip, deflate, br; zstd as
 * GlitchTip 6 takes it; an empty value is identity, as Ruby's SDK sends it).
 */
final class ContentDecoding {

  private static final int LARGEST_ZSTD_WINDOW_LOG =
      23; // 8 MiB: a hostile frame may ask for gigabytes
  private static final int MOST_ENCODINGS = 2;

  private ContentDecoding() {}

  /**
   * A stream of the decoded bytes.
   *
   * @throws BodyRefusedException when an encoding is not known or the stream's start is not of it
   */
  static InputStream decode(InputStream raw, @Nullable String contentEncoding) throws IOException {
    var decoded = raw;
    var encodings = names(contentEncoding);
    if (encodings.size() > MOST_ENCODINGS) {
      throw unknown(String.valueOf(contentEncoding));
    }
    for (int i = encodings.size() - 1; i >= 0; i--) {
      decoded = decodeOne(decoded, encodings.get(i));
    }
    return decoded;
  }

  /** Whether decoding takes a decoder with a large memory of its own. */
  static boolean isNative(@Nullable String contentEncoding) {
    return names(contentEncoding).stream()
        .anyMatch(name -> name.equals("br") || name.equals("zstd"));
  }

  private static List<String> names(@Nullable String header) {
    if (header == null) {
      return List.of();
    }
    return List.of(header.toLowerCase(Locale.ROOT).split(",", -1)).stream()
        .map(String::strip)
        .filter(name -> !name.isEmpty() && !name.equals("identity"))
        .toList();
  }

  private static InputStream decodeOne(InputStream in, String encoding) throws IOException {
    return switch (encoding) {
      case "gzip", "x-gzip" -> new GZIPInputStream(in, 8192);
      case "deflate" -> inflate(in);
      case "br" -> brotli(in);
      case "zstd" ->
          new ZstdInputStream(in, RecyclingBufferPool.INSTANCE).setLongMax(LARGEST_ZSTD_WINDOW_LOG);
      default -> throw unknown(encoding);
    };
  }

  /**
   * RFC 9110 means zlib; some clients send raw deflate. A zlib header's first two bytes are a
   * multiple of 31.
   */
  private static InputStream inflate(InputStream in) throws IOException {
    var buffered = new BufferedInputStream(in, 8192);
    buffered.mark(2);
    int first = buffered.read();
    int second = buffered.read();
    buffered.reset();
    boolean zlib = (first & 0x0F) == 8 && ((first << 8) | second) % 31 == 0;
    var inflater = new Inflater(!zlib);
    return new InflaterInputStream(buffered, inflater, 8192) {
      @Override
      public void close() throws IOException {
        super.close();
        inflater.end();
      }
    };
  }

  private static InputStream brotli(InputStream in) throws IOException {
    Brotli4jLoader.ensureAvailability();
    return new BrotliInputStream(in, 8192);
  }

  private static BodyRefusedException unknown(String encoding) {
    return new BodyRefusedException(
        BodyRefusedException.Reason.UNKNOWN_ENCODING,
        "content-encoding \"%s\" is not supported: use gzip, deflate, br or zstd"
            .formatted(encoding));
  }
}
