package dev.fettle.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.MalformedPayloadException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Identity, clock, plain fields and the rule that nothing costs the event. */
class EventNormalizerTest {

  @Test
  void an_empty_object_is_an_event() {
    NormalizedEvent event = Events.of("{}");
    assertThat(event.eventId()).isEqualTo(Events.FALLBACK_ID);
    assertThat(event.timestamp()).isEqualTo(Events.RECEIVED);
    assertThat(event.level()).isEqualTo(Level.ERROR);
    assertThat(event.type()).isEqualTo(EventType.DEFAULT);
    assertThat(event.userKey()).isNull();
    assertThat(event.isUnhandled()).isFalse();
    assertThat(event.errorCount()).isZero();
    assertThat(Events.stored("{}").toString().replace('"', '\''))
        .isEqualTo(
            "{'event_id':'00000000000070008000000000000001','type':'default','timestamp':'2026-11-23T18:00:00Z','level':'error','tags':{'level':'error'}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "[{}]", "\"text\"", "null", "17", "{", "{\"a\":}", "nonsense"})
  void bytes_that_are_no_object_are_refused(String body) {
    assertThatExceptionOfType(MalformedPayloadException.class)
        .isThrownBy(() -> EventNormalizer.normalize(ByteSlice.of(body), Events.CONTEXT))
        .withMessageMatching("(?s).*(JSON).*");
  }

  @Test
  void plain_fields_are_read_and_stripped() {
    NormalizedEvent event =
        Events.of(
            "{'event_id':'CF599EBF-db53-4b5b-a1b2-c3d4e5f60718','level':'warning','platform':'java','logger':'shop.cart',"
                + "'server_name':'host-1','release':' shop@1.2 ','dist':45,'environment':'staging','transaction':'GET /cart'}");
    assertThat(event.eventId()).isEqualTo(UUID.fromString("cf599ebf-db53-4b5b-a1b2-c3d4e5f60718"));
    assertThat(event.level()).isEqualTo(Level.WARNING);
    assertThat(event.platform()).isEqualTo("java");
    assertThat(event.logger()).isEqualTo("shop.cart");
    assertThat(event.serverName()).isEqualTo("host-1");
    assertThat(event.release()).isEqualTo("shop@1.2");
    assertThat(event.dist()).isEqualTo("45");
    assertThat(event.environment()).isEqualTo("staging");
    assertThat(event.transaction()).isEqualTo("GET /cart");
    assertThat(Events.errors(event)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "platform", "logger", "server_name", "release", "dist", "environment", "transaction",
            "message", "logentry",
        "exception", "threads", "breadcrumbs", "tags", "user", "request", "contexts", "modules",
            "sdk",
        "debug_meta", "fingerprint", "level", "timestamp", "event_id", "errors", "stacktrace"
      })
  void null_means_absent_in_every_field(String field) {
    NormalizedEvent event = Events.of("{'" + field + "':null}");
    assertThat(event.errorCount()).isZero();
    assertThat(event.toJson()).isEqualTo(Events.of("{}").toJson());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "platform",
        "logger",
        "server_name",
        "release",
        "dist",
        "environment",
        "transaction",
        "threads",
        "breadcrumbs",
        "tags",
        "user",
        "request",
        "contexts",
        "modules",
        "sdk",
        "debug_meta",
        "fingerprint",
        "level",
        "timestamp",
        "event_id",
        "errors",
        "exception"
      })
  void a_field_of_a_wrong_shape_is_dropped_and_listed(String field) {
    boolean textual =
        field.matches(
            "platform|logger|server_name|release|dist|environment|transaction|fingerprint|level|timestamp|event_id");
    String wrong = textual ? "{'a':[1]}" : "true";
    NormalizedEvent event = Events.of("{'message':'kept','" + field + "':" + wrong + "}");
    assertThat(Events.errors(event)).containsExactly("invalid_data " + field);
    assertThat(event.message()).isEqualTo(new LogEntry("kept", null));
  }

  @Test
  void the_list_of_errors_shows_a_short_value() {
    ObjectNode stored = Events.stored("{'release':{'a':'" + "x".repeat(500) + "'}}");
    assertThat(stored.get("errors").get(0).get("value").stringValue())
        .hasSize(200)
        .startsWith("{\"a\":\"xxx")
        .endsWith("…");
  }

  @Test
  void errors_of_the_sdk_are_kept_and_the_list_is_bounded() {
    assertThat(Events.stored("{'errors':[{'type':'js_no_source','url':'x'},7]}", "errors"))
        .isEqualTo("[{'type':'js_no_source','url':'x'}]");
    NormalizedEvent event = Events.of("{'breadcrumbs':[" + "1,".repeat(80) + "1]}");
    assertThat(event.errorCount()).isEqualTo(50);
  }

  @Test
  void long_texts_are_cut_to_the_width_of_their_column() {
    NormalizedEvent event =
        Events.of("{'release':'" + "r".repeat(300) + "','environment':'" + "e".repeat(300) + "'}");
    assertThat(event.release()).hasSize(255).endsWith("…");
    assertThat(event.environment()).hasSize(255);
    assertThat(Events.errors(event)).containsExactly("value_cut release", "value_cut environment");
  }

  @ParameterizedTest
  @CsvSource({
    "fatal, FATAL",
    "critical, FATAL",
    "error, ERROR",
    "ERROR, ERROR",
    "warning, WARNING",
    "warn, WARNING",
    "info, INFO",
    "log, INFO",
    "debug, DEBUG",
    "trace, DEBUG",
    "sample, DEBUG",
    "40, ERROR",
    "10, DEBUG"
  })
  void level_words_are_understood(String word, Level level) {
    assertThat(Events.of("{'level':'" + word + "'}").level()).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({
    "10, DEBUG",
    "20, INFO",
    "25, INFO",
    "30, WARNING",
    "40, ERROR",
    "50, FATAL",
    "1, DEBUG",
    "99, FATAL"
  })
  void level_numbers_are_understood(int number, Level level) {
    NormalizedEvent event = Events.of("{'level':" + number + "}");
    assertThat(event.level()).isEqualTo(level);
    assertThat(event.errorCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'loud'", "0", "1000", "-7", "1.5", "true", "99999999999999"})
  void an_unknown_level_is_an_error_and_listed(String level) {
    NormalizedEvent event = Events.of("{'level':" + level + "}");
    assertThat(event.level()).isEqualTo(Level.ERROR);
    assertThat(Events.errors(event)).containsExactly("invalid_data level");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "2026-11-23T17:00:00Z, 2026-11-23T17:00:00Z, -",
        "2026-11-24T17:59:59Z, 2026-11-24T17:59:59Z, -",
        "2026-11-24T18:00:01Z, 2026-11-23T18:00:00Z, future_timestamp timestamp",
        "2099-01-01T00:00:00Z, 2026-11-23T18:00:00Z, future_timestamp timestamp",
        "2026-10-24T18:00:01Z, 2026-10-24T18:00:01Z, -",
        "2026-10-24T17:59:59Z, 2026-11-23T18:00:00Z, past_timestamp timestamp",
        "1970-01-01T00:00:00Z, 2026-11-23T18:00:00Z, past_timestamp timestamp",
        "yesterday, 2026-11-23T18:00:00Z, invalid_data timestamp"
      })
  void a_clock_that_cannot_be_right_is_replaced_by_ours(
      String claimed, String expected, @Nullable String error) {
    NormalizedEvent event = Events.of("{'timestamp':'" + claimed + "'}");
    assertThat(event.timestamp()).isEqualTo(expected);
    assertThat(Events.errors(event)).isEqualTo(error == null ? List.of() : List.of(error));
  }

  @Test
  void legacy_names_are_the_sections_they_became() {
    NormalizedEvent event =
        Events.of(
            "{'sentry.interfaces.Exception':[{'type':'A','value':'b'}],'sentry.interfaces.Message':{'message':'User %s','params':['x']},"
                + "'sentry.interfaces.Http':{'url':'http://x/','method':'GET'},'sentry.interfaces.User':{'id':7},'culprit':'my.module'}");
    assertThat(event.exceptions()).extracting(ExceptionValue::type).containsExactly("A");
    assertThat(event.message()).isEqualTo(new LogEntry("User x", "User %s"));
    assertThat(event.requestUrl()).isEqualTo("http://x/");
    assertThat(event.userKey()).isEqualTo("id:7");
    assertThat(event.transaction()).isEqualTo("my.module");
    assertThat(Events.stored(event).toString()).doesNotContain("sentry.interfaces");
  }

  @Test
  void a_modern_name_wins_over_its_legacy_twin() {
    assertThat(Events.of("{'transaction':'new','culprit':'old'}").transaction()).isEqualTo("new");
    assertThat(Events.of("{'transaction':null,'culprit':'old'}").transaction()).isEqualTo("old");
  }

  @Test
  void deep_nesting_is_replaced_by_a_marker_and_listed() {
    String deep = "[".repeat(60) + "1" + "]".repeat(60);
    NormalizedEvent event = Events.of("{'extra':{'a':" + deep + "},'release':'kept'}");
    assertThat(new String(event.toJson(), StandardCharsets.UTF_8)).contains("[nested too deep]");
    assertThat(event.release()).isEqualTo("kept");
    assertThat(Events.errors(event)).singleElement().asString().startsWith("value_cut extra.a.0.0");
  }

  @Test
  void nul_characters_and_half_characters_never_reach_the_database() {
    NormalizedEvent event =
        Events.of(
            "{'message':'a\\u0000b\\ud83d','extra':{'k\\u0000':'\\u0000'},'tags':{'t':'\\u0000x'}}");
    assertThat(new String(event.toJson(), StandardCharsets.UTF_8))
        .doesNotContain("\u0000", "\\u0000");
    assertThat(event.message()).isEqualTo(new LogEntry("ab\uFFFD", null));
    assertThat(event.tags()).containsEntry("t", "x");
  }

  @Test
  void a_report_of_a_security_policy_is_an_event_of_its_own_type() {
    NormalizedEvent event =
        Events.of(
            "{'csp':{'effective-directive':'img-src','blocked-uri':'http://h:1/x.png','referrer':null}}");
    assertThat(event.type()).isEqualTo(EventType.CSP);
    assertThat(event.cspReport()).isEqualTo(new CspReport("img-src", "http://h:1/x.png"));
    assertThat(Events.stored("{'csp':{'violated-directive':'img-src https:'}}", "csp"))
        .isEqualTo("{'violated-directive':'img-src https:'}");
    assertThat(Events.of("{'csp':{}}").type()).isEqualTo(EventType.DEFAULT);
    assertThat(Events.of("{'csp':7}").type()).isEqualTo(EventType.DEFAULT);
    assertThat(
            Events.of("{'csp':{'effective-directive':'img-src'},'exception':[{'type':'A'}]}")
                .type())
        .isEqualTo(EventType.ERROR);
    assertThat(Events.of("{'type':'feedback'}").type()).isEqualTo(EventType.DEFAULT);
  }

  @Test
  void unknown_sections_are_left_out_silently() {
    assertThat(
            Events.stored(
                    "{'spans':[1],'_meta':{},'project':'42','time_spent':null,'repos':{},'checksum':null}")
                .toString())
        .isEqualTo(Events.stored("{}").toString());
  }
}
