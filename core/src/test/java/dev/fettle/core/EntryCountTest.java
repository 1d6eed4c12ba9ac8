package dev.fettle.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.testing.RandomJson;
import dev.fettle.core.testing.Seeds;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EntryCountTest {

  static Stream<Long> seeds() {
    return Seeds.stream();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"version\":2,\"items\":[{\"a\":[1,2,3]},{\"b\":1,\"c\":2}]} | 2",
        "[{\"a\":[1,2]},2,3] | 3",
        "{\"body\":\"a,b,[,\",\"attributes\":{\"a\":1,\"b\":2}} | 1",
        "{\"body\":\"\\\\\",\"items\":[1,2]} | 2",
        "{\"items\":[] } | 1",
        "nothing | 1",
      })
  void counts_what_is_in_the_list(String json, int entries) {
    assertThat(EntryCount.of(ByteSlice.of(json))).isEqualTo(entries);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void never_finds_fewer_than_are_read(long seed) {
    var random = new SplittableRandom(seed);
    var json = ByteSlice.of(RandomJson.value(random, 4).toString());
    try {
      var entries = Entries.read(json);
      assertThat(EntryCount.of(json)).isGreaterThanOrEqualTo(entries.objects().size());
    } catch (MalformedPayloadException none) {
      assertThat(EntryCount.of(json)).isPositive();
    }
  }
}
