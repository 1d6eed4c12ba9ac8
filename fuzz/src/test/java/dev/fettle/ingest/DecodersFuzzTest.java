package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.core.ByteSlice;
import dev.fettle.platform.work.MemoryBudget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/**
 * Any bytes behind any {@code Content-Encoding} become a body within its limit or are refused. The
 * first byte chooses the encoding.
 */
class DecodersFuzzTest {

  private static final List<String> ENCODINGS =
      List.of("gzip", "deflate", "br", "zstd", "gzip, br", "");
  private static final int MOST_BYTES = 1 << 20;
  private static final Spool SPOOL = spool();

  private static Spool spool() {
    try {
      return new Spool(Files.createTempDirectory("fuzz-bodies"), 64 << 20, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FuzzTest
  void decoders(byte[] input) throws InterruptedException {
    if (input.length == 0) {
      return;
    }
    var encoding = ENCODINGS.get((input[0] & 0xFF) % ENCODINGS.size());
    var sent = Arrays.copyOfRange(input, 1, input.length);
    var memory = new MemoryBudget(8 << 20);
    try (var body = new Body(memory.claim(), SPOOL);
        var decoded = ContentDecoding.of(List.of(encoding)).open(new ByteArrayInputStream(sent))) {
      body.readAll(decoded, sent.length, MOST_BYTES, () -> sent.length);
      assertThat(body.length()).isLessThanOrEqualTo(MOST_BYTES);
      assertThat(body.parts().stream().mapToInt(ByteSlice::length).sum()).isEqualTo(body.length());
      assertThat(body.start(body.length()).length()).isEqualTo(body.length());
    } catch (IOException | BodyRefusedException declared) {
      assertThat(encoding).as("what is not encoded is not refused").isNotEmpty();
    }
    assertThat(memory.free()).as("all memory is given back").isEqualTo(8 << 20);
  }
}
