package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Decoders are bounded by what they eat, not only by what comes out. */
class WatchedDecoderTest {

  private static final int MIB = 1 << 20;

  /** Counts what was taken. */
  private static final class Counted extends InputStream {

    private final InputStream in;
    private long count;

    Counted(byte[] bytes) {
      this.in = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() throws IOException {
      count++;
      return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = in.read(target, offset, length);
      count += Math.max(read, 0);
      return read;
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }
  }

  private static byte[] repeated(byte[] start, byte[] part, int total) {
    var bytes = new byte[total];
    System.arraycopy(start, 0, bytes, 0, start.length);
    for (int at = start.length; at + part.length <= total; at += part.length) {
      System.arraycopy(part, 0, bytes, at, part.length);
    }
    return bytes;
  }

  private static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    return encode(ContentDecoding.GZIP, plain, 0);
  }

  private static byte[] encode(ContentDecoding encoding, byte[] plain, int level)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    OutputStream out =
        switch (encoding) {
          case IDENTITY -> bytes;
          case GZIP -> new GZIPOutputStream(bytes);
          case DEFLATE -> new DeflaterOutputStream(bytes);
          case BROTLI -> {
            Brotli4jLoader.ensureAvailability();
            yield new BrotliOutputStream(
                bytes, new Encoder.Parameters().setQuality(level).setWindow(24));
          }
          case ZSTD -> new ZstdOutputStream(bytes, level);
        };
    try (out) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  /** Twenty megabytes each that say nothing, and the encoding that lets one say it. */
  private static Map<String, Map.Entry<ContentDecoding, byte[]>> silent() throws IOException {
    int total = 20 * MIB;
    var all = new HashMap<String, Map.Entry<ContentDecoding, byte[]>>();
    var gzipHead = bytes(0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3);
    var fileName = gzipHead.clone();
    fileName[3] = 8;
    all.put("a file name", Map.entry(ContentDecoding.GZIP, repeated(fileName, bytes('A'), total)));
    var comment = gzipHead.clone();
    comment[3] = 16;
    all.put("a comment", Map.entry(ContentDecoding.GZIP, repeated(comment, bytes('A'), total)));
    all.put(
        "empty stored blocks in gzip",
        Map.entry(ContentDecoding.GZIP, repeated(gzipHead, bytes(0, 0, 0, 0xFF, 0xFF), total)));
    all.put(
        "empty stored blocks in deflate",
        Map.entry(
            ContentDecoding.DEFLATE,
            repeated(bytes(0x78, 0x9C), bytes(0, 0, 0, 0xFF, 0xFF), total)));
    all.put(
        "empty members",
        Map.entry(ContentDecoding.GZIP, repeated(new byte[0], gzip(new byte[0]), total)));
    var extra =
        repeated(bytes(0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF), bytes('A'), 12 + 0xFFFF);
    var member = Arrays.copyOf(extra, extra.length + 10);
    member[extra.length] = 3;
    all.put(
        "members of extra fields",
        Map.entry(ContentDecoding.GZIP, repeated(new byte[0], member, total)));
    all.put(
        "skippable frames",
        Map.entry(
            ContentDecoding.ZSTD,
            repeated(new byte[0], bytes(0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4), total)));
    all.put(
        "one large skippable frame",
        Map.entry(
            ContentDecoding.ZSTD,
            repeated(bytes(0x50, 0x2A, 0x4D, 0x18, 0, 0, 0x30, 1), bytes(7), total)));
    all.put(
        "empty frames",
        Map.entry(
            ContentDecoding.ZSTD,
            repeated(new byte[0], encode(ContentDecoding.ZSTD, new byte[0], 3), total)));
    // a metadata block: ISLAST 0, MNIBBLES 11, a reserved 0, MSKIPBYTES 01, a length of 256
    all.put(
        "metadata blocks",
        Map.entry(
            ContentDecoding.BROTLI,
            repeated(bytes(0x0C), repeated(bytes(0xAC, 0x3F), bytes(0), 66), total)));
    return all;
  }

  @Test
  void what_holds_nothing_is_given_up_after_a_fixed_number_of_bytes() throws Exception {
    for (var each : silent().entrySet()) {
      var encoding = each.getValue().getKey();
      var in = new Counted(each.getValue().getValue());

      assertThatThrownBy(
              () -> {
                try (var decoded = encoding.open(in)) {
                  decoded.readAllBytes();
                }
              })
          .as(each.getKey())
          .isInstanceOfAny(BodyRefusedException.class, IOException.class);
      assertThat(in.count).as(each.getKey()).isLessThan(encoding.silentBytes() + 160 * 1024L);
    }
  }

  private static byte[] text(int size) {
    var random = new Random(size);
    var text = new StringBuilder(size);
    while (text.length() < size) {
      text.append("{\"line\":").append(random.nextInt()).append(",\"message\":\"lost\"}\n");
    }
    return text.substring(0, size).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] noise(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @EnumSource
  void what_honest_encoders_make_passes_at_every_level(ContentDecoding encoding) throws Exception {
    for (int level : new int[] {1, 5, 9}) {
      for (var plain : new byte[][] {text(3000), text(5 * MIB), noise(5 * MIB), new byte[0]}) {
        var encoded = encode(encoding, plain, level);
        try (var decoded = encoding.open(new ByteArrayInputStream(encoded))) {
          assertThat(Arrays.equals(decoded.readAllBytes(), plain))
              .as("%d bytes at level %d", plain.length, level)
              .isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_first_line_shows_in_the_first_bytes(ContentDecoding encoding) throws Exception {
    var line = "{\"dsn\":\"http://a@example.com/1\"}\n".getBytes(StandardCharsets.US_ASCII);
    for (var rest : new byte[][] {text(4 * MIB), noise(4 * MIB)}) {
      var plain = Arrays.copyOf(line, line.length + rest.length);
      System.arraycopy(rest, 0, plain, line.length, rest.length);
      var encoded = encode(encoding, plain, 9);
      var start = Arrays.copyOf(encoded, Math.max(encoding.startBytes(), 4096));

      var seen = encoding.start(new ByteArrayInputStream(start), 66_000);

      assertThat(new String(seen, StandardCharsets.ISO_8859_1))
          .as("before %d bytes, encoded %d", rest.length, encoded.length)
          .startsWith(new String(line, StandardCharsets.US_ASCII));
    }
  }

  @Test
  void two_encodings_are_one_too_many() {
    assertThat(ContentDecoding.of(java.util.List.of("identity, GZIP", "")))
        .isEqualTo(ContentDecoding.GZIP);
    for (var header :
        java.util.List.of(
            java.util.List.of("gzip, gzip"),
            java.util.List.of("gzip", "zstd"),
            java.util.List.of("gzip,identity,br"))) {
      assertThatThrownBy(() -> ContentDecoding.of(header))
          .isInstanceOf(BodyRefusedException.class)
          .hasMessageContaining("encode a body once");
    }
  }
}
