package dev.fettle.core.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.envelope.ClientReport.Discarded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientReportTest {

  private static ClientReport parse(String json) throws MalformedPayloadException {
    return ClientReport.parse(ByteSlice.of(json));
  }

  @Test
  void entries_are_read_in_order() throws Exception {
    ClientReport report =
        parse(
            """
            {"timestamp":1795453399.9,"discarded_events":[
              {"reason":"ratelimit_backoff","category":"error","quantity":3},
              {"reason":"sample_rate","category":"transaction","quantity":1.0}]}
            """);
    assertThat(report.discarded())
        .containsExactly(
            new Discarded("ratelimit_backoff", "error", 3),
            new Discarded("sample_rate", "transaction", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"discarded_events\":null}",
        "{\"discarded_events\":{}}",
        "{\"discarded_events\":[1,null,[],{}]}",
        "{\"discarded_events\":[{\"reason\":\"a\",\"category\":\"b\"}]}",
        "{\"discarded_events\":[{\"reason\":\"a\",\"category\":\"b\",\"quantity\":0}]}",
        "{\"discarded_events\":[{\"reason\":\"a\",\"category\":\"b\",\"quantity\":-5}]}",
        "{\"discarded_events\":[{\"reason\":\"a\",\"category\":\"b\",\"quantity\":\"5\"}]}",
        "{\"discarded_events\":[{\"reason\":\" \",\"category\":\"b\",\"quantity\":5}]}"
      })
  void what_is_no_entry_is_left_out(String json) throws Exception {
    assertThat(parse(json).discarded()).isEmpty();
  }

  @Test
  void a_report_is_bounded() throws Exception {
    String entry =
        "{\"reason\":\"" + "r".repeat(100) + "\",\"category\":\"error\",\"quantity\":1e300}";
    ClientReport report =
        parse("{\"discarded_events\":[" + (entry + ",").repeat(500) + entry + "]}");
    assertThat(report.discarded()).hasSize(ClientReport.MAX_ENTRIES);
    assertThat(report.discarded().getFirst())
        .isEqualTo(new Discarded("r".repeat(64), "error", ClientReport.MAX_QUANTITY));
  }

  @Test
  void what_is_no_object_is_malformed() {
    assertThatExceptionOfType(MalformedPayloadException.class).isThrownBy(() -> parse("[]"));
    assertThatExceptionOfType(MalformedPayloadException.class).isThrownBy(() -> parse(""));
  }
}
