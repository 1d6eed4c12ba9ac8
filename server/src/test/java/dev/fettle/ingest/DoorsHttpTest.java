package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.Sender;
import dev.fettle.testkit.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in besides envelope and store. */
class DoorsHttpTest {

  private static final TestServer SERVER = TestServer.shared();
  private Sender sender = Sender.create(SERVER);

  @BeforeEach
  void a_new_project() {
    sender = Sender.create(SERVER);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private long items(String outcome, String category) {
    return SERVER
        .jdbc()
        .sql(
            """
            SELECT coalesce(sum(quantity), 0)
            FROM outcome_hour
            WHERE project_id = :project AND outcome = :outcome AND category = :category
            """)
        .param("project", sender.projectId())
        .param("outcome", outcome)
        .param("category", category)
        .query(Long.class)
        .single();
  }

  /** Items with that category that came out of the log, whatever became of them. */
  private long digested(String category) {
    return SERVER
        .jdbc()
        .sql(
            """
            SELECT coalesce(sum(quantity), 0)
            FROM outcome_hour
            WHERE project_id = :project AND category = :category
              AND outcome IN ('accepted', 'dropped')
            """)
        .param("project", sender.projectId())
        .param("category", category)
        .query(Long.class)
        .single();
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String detail) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"" + detail + "\"}");
    assertThat(answer.headers().firstValue("X-Sentry-Error")).isPresent();
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
  }

  @Nested
  class Security {

    @Test
    void reports_become_issues_of_their_own_kind() throws Throwable {
      var answer =
          sender.post(
              sender.path("security") + "&sentry_release=web%401.2&sentry_environment=staging",
              bytes(
                  """
                  [{"type":"csp-violation","age":1,"url":"https://shop.example/","body":
                    {"effectiveDirective":"img-src","blockedURL":"https://cdn.example/a.png"}},
                   {"type":"deprecation","age":1,"url":"https://shop.example/","body":
                    {"id":"WebSQL","message":"Web SQL is gone"}}]
                  """),
              "Content-Type",
              "application/reports+json");
      assertThat(answer.statusCode()).isEqualTo(201);
      assertThat(answer.body()).isEmpty();
      ItemSender.eventually(() -> assertThat(items("accepted", "security")).isEqualTo(2));
      assertThat(
              SERVER
                  .jdbc()
                  .sql(
                      """
                      SELECT type || ': ' || title || ' (' || last_release || ')'
                      FROM issue
                      JOIN issue_text ON issue_id = id
                      WHERE project_id = :project
                      ORDER BY title
                      """)
                  .param("project", sender.projectId())
                  .query(String.class)
                  .list())
          .containsExactly(
              "csp: Blocked 'img' from 'cdn.example' (web@1.2)",
              "default: Deprecated: Web SQL is gone (web@1.2)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "{}", "[]", "{\"csp-report\":{}}"})
    void what_is_no_report_is_refused_and_counted(String body) throws Throwable {
      assertRefused(
          sender.post(sender.path("security"), bytes(body)), 422, "Invalid security report");
      ItemSender.eventually(() ->
          assertThat(sender.counted(SERVER.jdbc(), "invalid", "invalid_security_report"))
              .isEqualTo(1));
    }

    @Test
    void a_key_is_needed_and_nobody_elses_will_do() {
      var path = "/api/%d/security/".formatted(sender.projectId());
      assertRefused(sender.post(path, bytes("{}")), 401, "Invalid DSN");
      assertRefused(
          sender.post(path + "?sentry_key=" + Sender.create(SERVER).key(), bytes("{}")),
          401,
          "Invalid DSN");
    }

    @Test
    void a_body_larger_than_any_report_is_refused() {
      assertRefused(
          sender.post(sender.path("security"), new byte[600 * 1024]), 413, "Payload too large");
    }

    @Test
    void a_preflight_is_answered() {
      var answer =
          Sender.send(
              sender
                  .request(
                      sender.path("security"), "Access-Control-Request-Headers", "content-type")
                  .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                  .build());
      assertThat(answer.statusCode()).isEqualTo(204);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
          .hasValue("POST, OPTIONS");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
          .hasValue("content-type");
    }

    @Test
    void glitchtips_spelling_of_the_key_is_taken() {
      var answer =
          sender.post(
              "/api/%d/security/?glitchtip_key=%s".formatted(sender.projectId(), sender.key()),
              bytes("{\"csp-report\":{\"effective-directive\":\"img-src\"}}"));
      assertThat(answer.statusCode()).isEqualTo(201);
    }
  }

  @Nested
  class CheckIns {

    private String path(String query) {
      return "/api/%d/cron/nightly-job/%s/?%s".formatted(sender.projectId(), sender.key(), query);
    }

    @Test
    void a_get_is_enough() throws Throwable {
      var answer = Sender.send(sender.request(path("status=ok&duration=12.5")).GET().build());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      ItemSender.eventually(() -> assertThat(digested("monitor")).isEqualTo(1));
    }

    @Test
    void a_post_may_bring_the_monitor() throws Throwable {
      var id = "3f1f1c1e6e1f4c0e9d3c7b9d8e0f1a2b";
      var answer =
          sender.post(
              path("check_in_id=" + id),
              bytes(
                  "{\"monitor_config\":{\"schedule\":{\"type\":\"crontab\",\"value\":\"0 * * * *\"}},\"status\":\"in_progress\"}"));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"id\":\"" + id + "\"}");
      ItemSender.eventually(() -> assertThat(digested("monitor")).isEqualTo(1));
    }

    @ParameterizedTest
    @CsvSource({
      "status=fine, Invalid status",
      "a=b, Invalid status",
      "status=ok&duration=long, Invalid duration",
      "status=ok&duration=-1, Invalid duration",
      "status=ok&check_in_id=7, Invalid check_in_id"
    })
    void what_cannot_be_meant_is_refused(String query, String detail) {
      assertRefused(Sender.send(sender.request(path(query)).GET().build()), 400, detail);
    }

    @Test
    void a_body_that_is_no_json_is_refused() {
      assertRefused(
          sender.post(path("status=ok"), bytes("nonsense")), 400, "Invalid check-in body");
    }

    @Test
    void the_key_in_the_path_must_be_one_of_the_project() {
      var path = "/api/%d/cron/job/%s/?status=ok".formatted(sender.projectId(), "1".repeat(32));
      assertRefused(Sender.send(sender.request(path).GET().build()), 403, "Denied");
      var nonsense = "/api/%d/cron/job/nonsense/?status=ok".formatted(sender.projectId());
      assertRefused(Sender.send(sender.request(nonsense).GET().build()), 403, "Invalid DSN");
    }

    @Test
    void another_method_is_told_which_ones_there_are() {
      var answer = Sender.send(sender.request(path("status=ok")).DELETE().build());
      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).hasValue("POST, OPTIONS, GET");
    }
  }

  @Nested
  class Minidumps {

    private static final Path CAPTURES =
        Path.of("..", "fixtures", "captures", "minidump-multipart-crafted");
    private static final String FORM = "multipart/form-data; boundary=XX";

    private byte[] dump() throws IOException {
      var body = Files.readAllBytes(CAPTURES.resolve("01-crafted-basic-minidump.body"));
      var text = new String(body, StandardCharsets.ISO_8859_1);
      int start = text.indexOf("MDMP");
      return Arrays.copyOfRange(body, start, text.indexOf("\r\n------", start));
    }

    private String title(String platform) {
      return SERVER
          .jdbc()
          .sql(
              "SELECT title FROM issue JOIN issue_text ON issue_id = id WHERE project_id = :project AND platform = :platform")
          .param("project", sender.projectId())
          .param("platform", platform)
          .query(String.class)
          .single();
    }

    @Test
    void an_upload_becomes_an_event_with_the_dump_attached() throws Throwable {
      var body = Files.readAllBytes(CAPTURES.resolve("03-crafted-bracket-keys-minidump.body"));
      var text = new String(body, StandardCharsets.ISO_8859_1);
      var answer =
          sender.post(
              sender.path("minidump"),
              body,
              "Content-Type",
              "multipart/form-data; boundary=" + text.substring(2, text.indexOf("\r\n")));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain");
      assertThat(answer.body()).matches("[0-9a-f]{32}");
      ItemSender.eventually(() -> assertThat(items("accepted", "error")).isEqualTo(1));
      assertThat(title("native")).isEqualTo("SIGSEGV: SEGV_MAPERR at address 0x0");
      assertThat(digested("attachment")).as("dump and log file").isEqualTo(2);
      assertThat(
              SERVER
                  .jdbc()
                  .sql(
                      "SELECT last_release FROM issue JOIN issue_text ON issue_id = id WHERE project_id = :project")
                  .param("project", sender.projectId())
                  .query(String.class)
                  .single())
          .isEqualTo("demo-native@1.2.3");
    }

    @Test
    void a_bare_dump_is_taken() throws Throwable {
      var answer = sender.post(sender.path("minidump"), dump());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      ItemSender.eventually(() -> assertThat(items("accepted", "error")).isEqualTo(1));
    }

    @Test
    void a_dump_in_an_envelope_completes_the_event_beside_it() throws Throwable {
      var dump = dump();
      var envelope = new java.io.ByteArrayOutputStream();
      envelope.write(bytes("{\"event_id\":\"fc6d8c0c43fc4630ad850ee518f1b9d0\"}\n"));
      envelope.write(bytes("{\"type\":\"event\"}\n{\"release\":\"mine@1\"}\n"));
      envelope.write(
          bytes(
              "{\"type\":\"attachment\",\"attachment_type\":\"event.minidump\",\"length\":%d}\n"
                  .formatted(dump.length)));
      envelope.write(dump);
      sender.post(sender.path("envelope"), envelope.toByteArray());
      ItemSender.eventually(() -> assertThat(items("accepted", "error")).isEqualTo(1));
      assertThat(title("native")).startsWith("SIGSEGV");
    }

    @Test
    void a_broken_dump_alone_in_an_envelope_is_still_a_crash() throws Throwable {
      sender.envelope(
          "{}\n{\"type\":\"attachment\",\"attachment_type\":\"event.minidump\",\"length\":4}\nMDMP");
      ItemSender.eventually(() -> assertThat(items("accepted", "error")).isEqualTo(1));
      assertThat(title("native")).isEqualTo("Crash with a minidump that cannot be read");
    }

    @Test
    void what_is_no_dump_is_refused_with_the_reason() {
      var start = "--XX\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"a\"\r\n\r\n%s";
      var path = sender.path("minidump");
      assertRefused(
          sender.post(path, bytes(start.formatted("other", "MDMP")), "Content-Type", FORM),
          400,
          "Missing upload_file_minidump");
      assertRefused(
          sender.post(
              path, bytes(start.formatted("upload_file_minidump", "PK")), "Content-Type", FORM),
          400,
          "Invalid minidump file");
      assertRefused(
          sender.post(
              path, bytes(start.formatted("upload_file_minidump", "MDMP")), "Content-Type", FORM),
          400,
          "Failed to parse minidump");
      assertRefused(sender.post(path, bytes("MDMP")), 400, "Failed to parse minidump");
      assertRefused(sender.post(path, bytes("nonsense")), 400, "Invalid minidump file");
      assertRefused(sender.post(path, new byte[0]), 400, "Invalid minidump file");
      assertRefused(
          sender.post(path, bytes("nonsense"), "Content-Type", FORM),
          400,
          "Missing upload_file_minidump");
    }

    @Test
    void a_form_of_many_thousand_fields_is_read_as_far_as_it_counts() {
      var field = "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n";
      assertRefused(
          sender.post(sender.path("minidump"), bytes(field.repeat(100_000)), "Content-Type", FORM),
          400,
          "Missing upload_file_minidump");
    }

    @Test
    void a_key_is_needed() {
      var path = "/api/%d/minidump/".formatted(sender.projectId());
      assertRefused(sender.post(path, bytes("MDMP")), 403, "Denied");
    }
  }

  @Nested
  class Otlp {

    private static final String PROTOBUF = "application/x-protobuf";
    private static final Path CAPTURES = Path.of("..", "fixtures", "captures", "otel-js-0.301.0");

    private String path(String signal) {
      return "/api/%d/integration/otlp/v1/%s".formatted(sender.projectId(), signal);
    }

    private HttpResponse<String> export(String signal, String type, byte[] body) {
      return sender.post(
          path(signal),
          body,
          "Content-Type",
          type,
          "x-sentry-auth",
          "sentry sentry_key=" + sender.key());
    }

    @Test
    void spans_and_logs_are_taken_in_both_encodings() throws Throwable {
      for (var name : List.of("01-http-otlp-traces", "02-http-otlp-logs")) {
        var signal = name.substring(name.lastIndexOf('-') + 1);
        var answer =
            export(
                signal, "application/json", Files.readAllBytes(CAPTURES.resolve(name + ".body")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
      }
      for (var name : List.of("05-proto-otlp-traces", "06-proto-otlp-logs")) {
        var signal = name.substring(name.lastIndexOf('-') + 1) + "/";
        var answer = export(signal, PROTOBUF, Files.readAllBytes(CAPTURES.resolve(name + ".body")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
      }
      ItemSender.eventually(() -> assertThat(digested("span")).isEqualTo(4));
      ItemSender.eventually(() -> assertThat(digested("log_item")).isEqualTo(8));
    }

    @Test
    void an_exporter_with_nothing_to_say_is_answered() {
      assertThat(export("logs", PROTOBUF, new byte[0]).statusCode()).isEqualTo(200);
      assertThat(export("traces", "application/json", bytes("{}")).body()).isEqualTo("{}");
    }

    @Test
    void spans_without_ids_are_a_partial_success() {
      var answer =
          export(
              "traces",
              "application/json",
              bytes("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"x\"}]}]}]}"));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .startsWith("{\"partialSuccess\":{\"rejectedSpans\":\"1\",\"errorMessage\":\"");
    }

    @Test
    void refusals_are_worded_as_otlp_words_them() {
      var answer = export("logs", "application/json", bytes("nonsense"));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).startsWith("{\"code\":3,\"message\":\"not JSON");
      var broken = export("traces", PROTOBUF, bytes("nonsense"));
      assertThat(broken.statusCode()).isEqualTo(400);
      assertThat(broken.headers().firstValue("Content-Type")).hasValue(PROTOBUF);
      assertThat(broken.body()).contains("the protobuf is broken");
      var nobody = sender.post(path("logs"), bytes("{}"), "Content-Type", "application/json");
      assertThat(nobody.statusCode()).isEqualTo(401);
      assertThat(nobody.body()).startsWith("{\"code\":16,\"message\":\"no sentry_key");
      var large = export("logs", PROTOBUF, new byte[5 * 1024 * 1024]);
      assertThat(large.statusCode()).isEqualTo(413);
    }
  }

  @Nested
  class ReportDialog {

    private static final String ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";

    /** The DSN as JavaScript SDKs write it: not percent-encoded. */
    private String path(String query) {
      return "/api/embed/error-page/?eventId=%s&dsn=%s&%s".formatted(ID, sender.dsn(), query);
    }

    @Test
    void the_script_has_the_texts_of_the_query() {
      var answer =
          Sender.send(
              sender
                  .request(path("title=Oh%20no%3C/script%3E%22&labelName=Nom&lang=fr"))
                  .GET()
                  .build());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/javascript");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
      assertThat(answer.body())
          .contains(
              "\"title\":\"Oh no\\u003c/script>\\\"\"", "\"labelName\":\"Nom\"", "\"lang\":\"fr\"")
          .doesNotContain("LABELS */ {}", "</script>");
    }

    @Test
    void a_report_is_an_item() throws Throwable {
      var answer =
          sender.post(
              path("name=x"),
              bytes("name=Alice&email=alice%40example.com&comments=I+clicked+%22buy%22"),
              "Content-Type",
              "application/x-www-form-urlencoded");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
      ItemSender.eventually(() -> assertThat(digested("feedback")).isEqualTo(1));
    }

    @Test
    void what_is_wrong_is_said_by_field() {
      var answer = sender.post(path(""), bytes("name=" + "x".repeat(129) + "&email=nobody"));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("\"errors\":{\"name\":[", "\"email\":[", "\"comments\":[");
    }

    @Test
    void a_dsn_of_nobody_has_no_dialog() {
      var nobody =
          "/api/embed/error-page/?eventId=%s&dsn=http://%s@example.com/%d"
              .formatted(ID, "1".repeat(32), sender.projectId());
      assertRefused(Sender.send(sender.request(nobody).GET().build()), 404, "Not Found");
      var none = "/api/embed/error-page/?eventId=" + ID;
      assertRefused(Sender.send(sender.request(none).GET().build()), 404, "Invalid DSN");
      var noEvent = "/api/embed/error-page/?dsn=" + sender.dsn();
      assertRefused(Sender.send(sender.request(noEvent).GET().build()), 400, "Invalid eventId");
    }
  }
}
