package dev.fettle.ingest;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Undoes {@code Content-Encoding} (sdk-wire section 1: gzip, deflate, br; zstd as GlitchTip 6 takes
 * it; an empty value is identity, as Ruby's SDK sends it). One encoding, never two: no client sends
 * two, and what lies between two decoders is the playground of bombs.
 *
 * <p>The work is bounded, not only the result: see {@link WatchedDecoder}.
 */
enum ContentDecoding {
  IDENTITY(0, 0),
  GZIP(16 * 1024, 64 * 1024),
  DEFLATE(16 * 1024, 64 * 1024),
  BROTLI(128 * 1024, 256 * 1024),
  /** A block has up to 128 KiB and shows nothing before its end; the decoder reads as much. */
  ZSTD(160 * 1024, 384 * 1024);

  private static final int LARGEST_ZSTD_WINDOW_LOG =
      23; // 8 MiB: a hostile frame may ask for gigabytes

  private static final int SMALLEST_BUFFER_BYTES = 512;
  private static final int BUFFER_BYTES = 8192;

  private final int startBytes;
  private final int silentBytes;

  ContentDecoding(int startBytes, int silentBytes) {
    this.startBytes = startBytes;
    this.silentBytes = silentBytes;
  }

  /** How many encoded bytes show the first line of every honest body. */
  int startBytes() {
    return startBytes;
  }

  /** How many encoded bytes may be read without anything coming out. */
  int silentBytes() {
    return silentBytes;
  }

  /** Whether its decoder has a large memory of its own, outside the heap. */
  boolean isNative() {
    return this == BROTLI || this == ZSTD;
  }

  /**
   * What the header says, all its lines together.
   *
   * @throws BodyRefusedException when there are two encodings or one that is not known
   */
  static ContentDecoding of(List<String> header) {
    var found = IDENTITY;
    for (var line : header) {
      for (var part : line.toLowerCase(Locale.ROOT).split(",", -1)) {
        var next = named(part.strip());
        if (next != IDENTITY && found != IDENTITY) {
          throw new BodyRefusedException(
              BodyRefusedException.Reason.UNKNOWN_ENCODING,
              "content-encoding \"%s\" is more than one: encode a body once"
                  .formatted(String.join(", ", header)));
        }
        found = next == IDENTITY ? found : next;
      }
    }
    return found;
  }

  private static ContentDecoding named(String name) {
    return switch (name) {
      case "", "identity" -> IDENTITY;
      case "gzip", "x-gzip" -> GZIP;
      case "deflate" -> DEFLATE;
      case "br" -> BROTLI;
      case "zstd" -> ZSTD;
      default ->
          throw new BodyRefusedException(
              BodyRefusedException.Reason.UNKNOWN_ENCODING,
              "content-encoding \"%s\" is not supported: use gzip, deflate, br or zstd"
                  .formatted(name));
    };
  }

  /** A stream of the decoded bytes, for a body that is there already. */
  InputStream open(InputStream encoded) throws IOException {
    return this == IDENTITY ? encoded : new WatchedDecoder(encoded, this);
  }

  /** The decoder itself. */
  InputStream decoder(InputStream in) throws IOException {
    return switch (this) {
      case IDENTITY -> in;
      case GZIP -> new GZIPInputStream(in, buffer(in));
      case DEFLATE -> inflate(in);
      case BROTLI -> {
        Brotli4jLoader.ensureAvailability();
        var brotli = new BrotliInputStream(in, BUFFER_BYTES);
        brotli.enableEagerOutput(); // else nothing comes before a window of megabytes is full
        yield brotli;
      }
      case ZSTD ->
          new ZstdInputStream(in, RecyclingBufferPool.INSTANCE).setLongMax(LARGEST_ZSTD_WINDOW_LOG);
    };
  }

  /**
   * What can be seen of a body of which only the start is there, at most {@code most} bytes.
   *
   * @throws IOException when nothing can: it is not of this encoding
   */
  byte[] start(InputStream encoded, int most) throws IOException {
    var seen = new byte[most];
    int count = 0;
    try (var in = open(encoded)) {
      int read = in.read(seen, 0, most);
      while (read > 0) {
        count += read;
        read = count < most ? in.read(seen, count, most - count) : -1;
      }
    } catch (IOException e) {
      if (count == 0) {
        throw e; // else it is how decoders say that the rest is missing
      }
    }
    return Arrays.copyOf(seen, count);
  }

  /** Most bodies are a kilobyte: a buffer of eight would be most of what a request allocates. */
  private static int buffer(InputStream in) throws IOException {
    return Math.clamp(in.available(), SMALLEST_BUFFER_BYTES, BUFFER_BYTES);
  }

  /**
   * RFC 9110 means zlib; some clients send raw deflate. A zlib header's first two bytes are a
   * multiple of 31.
   */
  private static InputStream inflate(InputStream in) throws IOException {
    int bytes = buffer(in);
    var buffered = new BufferedInputStream(in, bytes);
    buffered.mark(2);
    int first = buffered.read();
    int second = buffered.read();
    buffered.reset();
    boolean zlib = (first & 0x0F) == 8 && ((first << 8) | second) % 31 == 0;
    var inflater = new Inflater(!zlib);
    return new InflaterInputStream(buffered, inflater, bytes) {
      @Override
      public void close() throws IOException {
        super.close();
        inflater.end();
      }
    };
  }
}
