package dev.fettle.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class LenientTimeTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T17:22:13Z,               2026-11-23T17:22:13Z",
    "2026-11-23T17:22:13.128Z,           2026-11-23T17:22:13.128Z",
    "2026-11-23T18:07:41.581749Z,        2026-11-23T18:07:41.581749Z",
    "2026-11-23T17:42:38.346351174Z,     2026-11-23T17:42:38.346351174Z",
    "2026-11-23T17:42:38.3463511749999Z, 2026-11-23T17:42:38.346351174Z",
    "2026-11-23T17:25:01,                2026-11-23T17:25:01Z",
    "2026-11-23 17:25:01,                2026-11-23T17:25:01Z",
    "2026-11-23T19:25:01+02:00,          2026-11-23T17:25:01Z",
    "2026-11-23T19:25:01+0200,           2026-11-23T17:25:01Z",
    "2026-11-23T17:25,                   2026-11-23T17:25:00Z",
    "2026-11-23 17:25:01 UTC,            2026-11-23T17:25:01Z",
    "2026-11-23,                         2026-11-23T00:00:00Z",
    "2026-06-30T23:59:60Z,               2026-06-30T23:59:59Z",
    "1795453399,                         2026-11-23T17:03:19Z",
    "1795453399.903,                     2026-11-23T17:03:19.903Z",
    "1795453399903,                      2026-11-23T17:03:19.903Z",
    "1795453399903001,                   2026-11-23T17:03:19.903001Z"
  })
  void what_clients_write_is_understood(String text, Instant expected) {
    assertThat(LenientTime.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "now", "2026-13-01T00:00:00Z", "2026-11-23X10:00:00", "2026-11-23T1",
            "2026-11-23T10:00:0",
        "2026-11-23T10:00:00+99:00", "2026-11-23Tab:cd:ef", "-5", "1e999999999", "1e-999999999",
            "NaN",
        "99999999999999999999999", "2026-11-23T10:00:00 garbage"
      })
  void what_is_no_time_is_null(String text) {
    assertThat(LenientTime.parse(text)).isNull();
  }

  @Test
  void numbers_of_json_count_and_other_values_do_not() throws Exception {
    JsonNode values =
        LenientJson.read(
                ByteSlice.of("[1795453399.903, 1795453399, true, {}, null]"), JsonLimits.SMALL)
            .root();
    assertThat(LenientTime.parse(values.get(0))).isEqualTo("2026-11-23T17:03:19.903Z");
    assertThat(LenientTime.parse(values.get(1))).isEqualTo("2026-11-23T17:03:19Z");
    assertThat(LenientTime.parse(values.get(2))).isNull();
    assertThat(LenientTime.parse(values.get(3))).isNull();
    assertThat(LenientTime.parse(values.get(4))).isNull();
    assertThat(LenientTime.parse((JsonNode) null)).isNull();
  }
}
