package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.platform.config.Settings;
import dev.fettle.platform.config.SettingsException;
import dev.fettle.testkit.TestServer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingCombinationsTest {

  /** A small one: 512 MB, and the files that systemd allows by default. */
  private static final Machine MACHINE = new Machine(512, 524_288, 18);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FETTLE_INGEST_MEMORY_MB=2047                                     | FETTLE_HEAP_MB to 6141 or more
          FETTLE_INGEST_MEMORY_MB=64                                       | Lower it to 42
          FETTLE_INGEST_MAX_BODY_MB=200                                    | FETTLE_INGEST_MEMORY_MB=301 and FETTLE_HEAP_MB to 903
          FETTLE_INGEST_MEMORY_MB=2                                        | Lower the limit to 1 MiB
          GLITCHTIP_MAX_UNZIPPED_PAYLOAD_SIZE=209715200                    | GLITCHTIP_MAX_UNZIPPED_PAYLOAD_SIZE=209715200 needs 301 MiB
          FETTLE_INGEST_MAX_BODY_MB=10 GLITCHTIP_MAX_UNZIPPED_PAYLOAD_SIZE=5242880 | Remove one of them
          FETTLE_INTAKE_LOG_MAX_MB=16                                      | Set it to 40 or more
          FETTLE_ATTACHMENT_MAX_MB=100                                     | FETTLE_ATTACHMENT_MAX_MB=100 cannot be reached: an attachment comes in a body
          FETTLE_ATTACHMENT_MAX_MB=20 FETTLE_ATTACHMENTS_PER_EVENT_MAX_MB=5 | Lower the first or raise the second
          FETTLE_MAX_CONNECTIONS=100000                                    | FETTLE_MAX_CONNECTIONS=100000 may take 976 MiB
          FETTLE_DATABASE_CONNECTIONS=19                                   | embedded PostgreSQL gives the product (18)
          FETTLE_HEAP_MB=400                                               | Set FETTLE_HEAP_MB to 256 or less
          FETTLE_KAFKA_TOPIC=events                                        | Set FETTLE_KAFKA to the brokers
          SECURE_HSTS_SECONDS=60 GLITCHTIP_DOMAIN=http://errors.example.com | Make the domain https
          """)
  void a_contradiction_is_told_with_a_way_out(String given, String remedy) {
    assertThatThrownBy(() -> check(given))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(remedy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FETTLE_HEAP_MB=96 FETTLE_INGEST_MAX_BODY_MB=10",
        "FETTLE_HEAP_MB=256",
        "FETTLE_INGEST_MEMORY_MB=42",
        "FETTLE_INGEST_MAX_BODY_MB=5 GLITCHTIP_MAX_UNZIPPED_PAYLOAD_SIZE=5242880",
        "FETTLE_INTAKE_LOG_MAX_MB=16 FETTLE_KAFKA=broker:9092 FETTLE_KAFKA_TOPIC=events",
        "FETTLE_DATABASE_CONNECTIONS=200 DATABASE_URL=postgres://a:b@db:5432/c",
        "FETTLE_ATTACHMENTS_PER_EVENT_MAX_MB=5",
        "SECURE_HSTS_SECONDS=60 GLITCHTIP_DOMAIN=https://errors.example.com",
        "FETTLE_INGEST_MEMORY_MB=much",
      })
  void what_can_be_kept_together_is_taken(String given) {
    assertThatCode(() -> check(given)).doesNotThrowAnyException();
  }

  @Test
  void the_defaults_contradict_nothing_and_every_contradiction_is_told_at_once() {
    assertThatCode(() -> check("")).doesNotThrowAnyException();
    assertThatThrownBy(() -> check("FETTLE_INGEST_MEMORY_MB=64 FETTLE_DATABASE_CONNECTIONS=50"))
        .hasMessageContaining("FETTLE_INGEST_MEMORY_MB=64")
        .hasMessageContaining("FETTLE_DATABASE_CONNECTIONS=50");
  }

  @Test
  void a_process_that_may_open_few_files_takes_few_connections() {
    var few = new Machine(4096, 1024, 18);
    assertThatThrownBy(() -> SettingCombinations.check(Settings.of(Map.of()), few))
        .hasMessageContaining("lower FETTLE_MAX_CONNECTIONS to 768");
  }

  @Test
  void the_defaults_are_those_of_the_owners() {
    var declared = new HashMap<String, String>();
    for (var setting : TestServer.shared().bean(Settings.class).declarations()) {
      declared.put(setting.name(), setting.defaultText());
    }
    SettingCombinations.DEFAULTS.forEach(
        (name, value) -> assertThat(declared).containsEntry(name, Integer.toString(value)));
  }

  private static void check(String given) {
    var values = new HashMap<String, String>();
    Arrays.stream(given.split(" "))
        .filter(pair -> !pair.isBlank())
        .forEach(
            pair -> values.put(pair.replaceAll("=.*", ""), pair.substring(pair.indexOf('=') + 1)));
    SettingCombinations.check(Settings.of(values), MACHINE);
  }
}
