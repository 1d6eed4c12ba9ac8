package dev.fettle.core.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ItemTypeTest {

  @ParameterizedTest
  @EnumSource(ItemType.class)
  void a_wire_name_leads_back_to_its_type(ItemType type) {
    assertThat(ItemType.of(type.wireName())).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "event, error",
    "transaction, transaction",
    "span, span",
    "session, session",
    "sessions, session",
    "attachment, attachment",
    "user_report, feedback",
    "feedback, feedback",
    "check_in, monitor",
    "client_report, internal",
    "log, log_item",
    "trace_metric, trace_metric",
    "profile, profile",
    "profile_chunk, profile_chunk",
    "replay_event, replay",
    "replay_recording, replay",
    "replay_video, replay",
    "raw_security, security",
    "tomorrows_item, default"
  })
  void a_type_counts_as_its_category(String wireName, String category) {
    assertThat(ItemType.of(wireName).category().wireName()).isEqualTo(category);
  }

  @Test
  void a_name_nobody_knows_is_unknown() {
    assertThat(ItemType.of("Event")).isEqualTo(ItemType.UNKNOWN);
    assertThat(ItemType.of("")).isEqualTo(ItemType.UNKNOWN);
  }
}
