package dev.fettle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.scrub.Scrubber;
import java.util.List;

/** What was JSON is JSON without its secrets, and what was not is taken as well. */
class ScrubFuzzTest {

  private static final Scrubber SCRUBBER = new Scrubber(true, List.of(), List.of(), true);

  @FuzzTest
  void scrub(byte[] json) throws Exception {
    var clean = SCRUBBER.scrub(ByteSlice.of(json), bytes -> {});
    if (clean == null) {
      return;
    }
    LenientJson.Document before;
    try {
      before = LenientJson.read(ByteSlice.of(json), JsonLimits.EVENT);
    } catch (MalformedPayloadException notJson) {
      return;
    }
    var after = LenientJson.read(clean, JsonLimits.EVENT);
    assertThat(after.root().size()).isEqualTo(before.root().size());
  }
}
