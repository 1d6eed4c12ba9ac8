package dev.fettle.core.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.event.EventNormalizer;
import dev.fettle.core.event.EventType;
import dev.fettle.core.event.NormalizedEvent;
import dev.fettle.core.event.ReceivedContext;
import dev.fettle.core.grouping.Grouping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityReportsTest {

  private static final Instant RECEIVED = Instant.parse("2026-11-25T09:00:00Z");
  private static final ReportSource SOURCE =
      new ReportSource("web@1", "staging", "Mozilla/5.0", RECEIVED);

  private static List<NormalizedEvent> read(String body) throws MalformedPayloadException {
    var events = new ArrayList<NormalizedEvent>();
    for (var event : SecurityReports.events(ByteSlice.of(body), SOURCE)) {
      events.add(
          EventNormalizer.normalize(
              ByteSlice.of(LenientJson.write(event)),
              new ReceivedContext(RECEIVED, new UUID(1, 2), "192.0.2.7", false)));
    }
    return events;
  }

  private static NormalizedEvent one(String body) throws MalformedPayloadException {
    assertThat(read(body)).hasSize(1);
    return read(body).getFirst();
  }

  private static String title(NormalizedEvent event) {
    return Grouping.of(event).headline().title();
  }

  @ParameterizedTest
  @CsvSource({
    "script-src, https://evil.example/x.js?q=1, Blocked 'script' from 'evil.example'",
    "script-src-elem, inline, Blocked 'script-elem' from 'inline'",
    "img-src, data, Blocked 'img' from 'data'"
  })
  void a_policy_violation_is_titled_by_what_was_blocked(
      String directive, String blocked, String title) throws Exception {
    var event =
        one(
            """
            {"csp-report":{"document-uri":"https://shop.example/cart","violated-directive":"%s 'self'",
             "effective-directive":"%s","blocked-uri":"%s","disposition":"enforce","status-code":200}}
            """
                .formatted(directive, directive, blocked));
    assertThat(event.type()).isEqualTo(EventType.CSP);
    assertThat(title(event)).isEqualTo(title);
    assertThat(Grouping.of(event).headline().culprit()).isEqualTo(directive);
    assertThat(event.release()).isEqualTo("web@1");
    assertThat(event.environment()).isEqualTo("staging");
    assertThat(event.requestUrl()).isEqualTo("https://shop.example/cart");
    assertThat(event.userKey()).isEqualTo("ip:192.0.2.7");
    assertThat(event.tags()).containsEntry("disposition", "enforce");
  }

  @Test
  void both_spellings_of_a_violation_are_the_same_issue() throws Exception {
    var classic =
        one(
            """
            {"csp-report":{"violated-directive":"img-src https:","blocked-uri":"https://a.example/1.png"}}
            """);
    var reporting =
        one(
            """
            [{"type":"csp-violation","age":1500,"url":"https://shop.example/","user_agent":"Firefox",
              "body":{"documentURL":"https://shop.example/","effectiveDirective":"img-src",
                      "blockedURL":"https://a.example/2.png","lineNumber":3,"referrer":null}}]
            """);
    assertThat(Grouping.of(reporting).primary()).isEqualTo(Grouping.of(classic).primary());
    assertThat(reporting.timestamp()).isEqualTo(RECEIVED.minusMillis(1500));
    assertThat(new String(reporting.toJson(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("\"line-number\":3", "\"blocked-uri\":\"https://a.example/2.png\"", "Firefox");
  }

  @Test
  void what_webkit_puts_beside_the_report_does_no_harm() throws Exception {
    var event =
        one(
            """
            {"csp-report":{"effective-directive":"script-src","blocked-uri":""},
             "type":"csp-violation","url":"https://shop.example/"}
            """);
    assertThat(event.type()).isEqualTo(EventType.CSP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "network-error | {\"type\":\"tcp.timed_out\",\"phase\":\"connection\"} | Network error tcp.timed_out at shop.example",
        "deprecation | {\"id\":\"WebSQL\",\"message\":\"Web SQL is gone\"} | Deprecated: Web SQL is gone",
        "intervention | {\"id\":\"x\"} | Intervention: x",
        "permissions-policy-violation | {\"policyId\":\"geolocation\"} | Permissions policy: 'geolocation' is not allowed",
        "permissions-policy-violation | {\"featureId\":\"usb\",\"disposition\":\"report\"} | Permissions policy: 'usb' is not allowed",
        "document-policy-violation | {\"policyId\":\"document-write\"} | Document policy: 'document-write' is not allowed",
        "crash | {\"reason\":\"oom\"} | Browser report crash: oom",
        "something-new | {} | Browser report something-new: shop.example",
      })
  void every_type_of_the_reporting_api_is_kept(String type, String body, String title)
      throws Exception {
    var event =
        one(
            "{\"type\":\"%s\",\"age\":0,\"url\":\"https://shop.example/a\",\"body\":%s}"
                .formatted(type, body));
    assertThat(title(event)).isEqualTo(title);
    assertThat(event.type()).isEqualTo(EventType.DEFAULT);
    assertThat(event.logger()).isEqualTo(type);
    assertThat(event.fingerprint()).startsWith(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"expect-ct-report\":{\"hostname\":\"a.example\",\"port\":443,\"date-time\":\"2026-11-25T08:00:00Z\"}} | Certificate of a.example is not publicly logged",
        "{\"expect-staple-report\":{\"hostname\":\"a.example\",\"port\":443,\"date-time\":\"2026-11-25T08:00:00Z\",\"response-status\":\"EXPIRED\"}} | OCSP response of a.example is EXPIRED",
        "{\"date-time\":\"2026-11-25T08:00:00Z\",\"hostname\":\"a.example\",\"port\":443,\"known-pins\":[\"pin-sha256=x\"]} | Public key of a.example matches none of its pins",
      })
  void reports_about_certificates_name_the_host(String body, String title) throws Exception {
    var event = one(body);
    assertThat(title(event)).isEqualTo(title);
    assertThat(event.requestUrl()).isEqualTo("https://a.example/");
    assertThat(event.timestamp()).isEqualTo(Instant.parse("2026-11-25T08:00:00Z"));
  }

  @Test
  void the_reports_of_one_body_are_one_event_each_and_strange_ones_are_skipped() throws Exception {
    assertThat(
            read(
                """
                [{"type":"deprecation","url":"https://a/","body":{"id":"one"}}, 7, null, [],
                 {"type":"deprecation"}, {"body":{}},
                 {"type":"csp-violation","body":{"effectiveDirective":"img-src"}}]
                """))
        .extracting(SecurityReportsTest::title)
        .containsExactly("Deprecated: one", "Blocked 'img' (the browser did not say what)");
  }

  @Test
  void more_reports_than_any_browser_sends_are_not_read() throws Exception {
    var report = "{\"type\":\"crash\",\"body\":{}}";
    var body = "[" + (report + ",").repeat(5000) + report + "]";
    assertThat(read(body)).hasSize(SecurityReports.MAX_REPORTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "{}",
        "7",
        "[[[[]]]]",
        "{\"csp-report\":{}}",
        "{\"csp-report\":[]}",
        "{\"csp-report\":{\"effective-directive\":{\"a\":1}}}",
        "{\"known-pins\":[]}"
      })
  void a_body_without_any_report_is_malformed(String body) {
    assertThatThrownBy(() -> read(body)).isInstanceOf(MalformedPayloadException.class);
  }
}
