package dev.fettle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.core.ByteSlice;
import dev.fettle.core.envelope.SentryAuth;
import dev.fettle.core.envelope.StoreBody;

/** Any body of the legacy endpoint is JSON within the limit or is rejected with a reason. */
class StoreFuzzTest {

  private static final int MOST_BYTES = 100_000;

  @FuzzTest
  void store(byte[] body) {
    switch (StoreBody.decode(ByteSlice.of(body), MOST_BYTES)) {
      case StoreBody.Json json -> assertThat(json.json().length()).isBetween(1, MOST_BYTES);
      case StoreBody.Rejected rejected -> assertThat(rejected.detail()).isNotBlank();
    }
    var text = ByteSlice.of(body).utf8();
    for (var auth : new SentryAuth[] {SentryAuth.fromHeader(text), SentryAuth.fromQuery(text)}) {
      if (auth instanceof SentryAuth.Malformed malformed) {
        assertThat(malformed.reason()).isNotBlank();
      }
    }
  }
}
