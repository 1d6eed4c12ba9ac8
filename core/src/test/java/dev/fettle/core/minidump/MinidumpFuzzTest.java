package dev.fettle.core.minidump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.testing.Seeds;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Whatever the bytes, a dump is read or refused, and what comes of it is bounded. */
class MinidumpFuzzTest {

  private static final byte[] DUMP =
      Dumps.linux64()
          .stack(0, 0, Dumps.STACK + 0x28, Dumps.APP + 0x2345, 99, 0, Dumps.LIBRARY + 0x3456, 0)
          .registers(Dumps.APP + 0x1234, Dumps.STACK, Dumps.STACK + 0x10, 0)
          .exception(11, 1, 0x10)
          .bytes()
          .toByteArray();

  static Stream<Long> seeds() {
    return Seeds.stream();
  }

  private static void check(byte[] bytes) {
    try {
      var dump = Minidump.parse(ByteSlice.of(bytes));
      assertThat(dump.stacks()).allSatisfy(stack -> assertThat(stack).hasSizeLessThan(129));
      var event = JsonNodeFactory.instance.objectNode();
      MinidumpEvent.complete(event, dump);
      assertThat(LenientJson.write(event)).hasSizeLessThan(2 * 1024 * 1024);
    } catch (MalformedPayloadException declared) {
      assertThat(declared).hasMessageContaining("dump");
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_damaged_dump_is_read_or_refused(long seed) {
    var random = Seeds.random(seed);
    for (int round = 0; round < 20; round++) {
      var bytes = DUMP.clone();
      for (int change = 0; change < 1 + random.nextInt(30); change++) {
        bytes[random.nextInt(bytes.length)] =
            random.nextBoolean() ? (byte) -1 : (byte) random.nextInt();
      }
      check(bytes);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_cut_dump_is_read_or_refused(long seed) {
    check(Arrays.copyOf(DUMP, Seeds.random(seed).nextInt(DUMP.length)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noise_behind_the_signature_is_read_or_refused(long seed) {
    var noise = Seeds.bytes(Seeds.random(seed), 4096);
    var bytes = Arrays.copyOf(DUMP, 32 + noise.length);
    System.arraycopy(noise, 0, bytes, 32, noise.length);
    bytes[8] = 20;
    bytes[12] = 32;
    bytes[13] = 0;
    check(bytes);
  }
}
