package dev.fettle.core.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where a text stands decides what it is: code, a member of a list, a name. And what scrubbing
 * costs.
 */
class ScrubPlacesTest {

  private static final Scrubber SCRUBBER = new Scrubber(true, List.of(), List.of(), true);

  private static String scrub(String json) throws InterruptedException {
    var bytes = ByteSlice.of(json);
    var clean = SCRUBBER.scrub(bytes, _ -> {});
    return (clean == null ? bytes : clean).utf8();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"fingerprint\":[\"token-expired\",\"tenant-2\"]}",
        "{\"logentry\":{\"params\":[\"password\",\"bob\"]}}",
        "{\"breadcrumbs\":[{\"data\":{\"arguments\":[\"[auth] login failed\",\"status 503\"]}}]}",
        "{\"extra\":{\"columns\":[[\"password\",\"text\"],[\"email\",\"text\"]]}}",
        "{\"a\":[\"cookie\",{\"b\":\"c\"}]}",
        "{\"names\":[{\"name\":\"bob\",\"value\":\"x\"}]}",
      })
  void a_list_is_no_name_and_value(String json) throws Exception {
    assertThat(scrub(json)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"request\":{\"headers\":[[\"Authorization\",\"x\"],[\"Host\",\"y\"]]}} | {\"request\":{\"headers\":[[\"Authorization\",\"[Filtered]\"],[\"Host\",\"y\"]]}}",
        "{\"headers\":[[\"Set-Cookie\",[\"a=b\",\"c\"]],[\"X\",\"y\"]]} | {\"headers\":[[\"Set-Cookie\",[\"[Filtered]\",\"[Filtered]\"]],[\"X\",\"y\"]]}",
        "{\"headers\":[[\"X-Forwarded-For\",\"203.0.113.9\"]]} | {\"headers\":[[\"X-Forwarded-For\",\"203.0.113.0\"]]}",
        "{\"headers\":[[\"C\\u006fokie\",\"a=b\"]]} | {\"headers\":[[\"C\\u006fokie\",\"[Filtered]\"]]}",
        "{\"cookies\":[[\"sid\",\"x\"],[\"a\",\"b\"]]} | {\"cookies\":[[\"sid\",\"[Filtered]\"],[\"a\",\"[Filtered]\"]]}",
        "{\"query_string\":[[\"token\",\"x\"],[\"a\",\"b\"]]} | {\"query_string\":[[\"token\",\"[Filtered]\"],[\"a\",\"b\"]]}",
        "{\"h\":[{\"name\":\"Authorization\",\"value\":\"x\"},{\"name\":\"A\",\"value\":\"b\"}]} | {\"h\":[{\"name\":\"Authorization\",\"value\":\"[Filtered]\"},{\"name\":\"A\",\"value\":\"b\"}]}",
        "{\"p\\u0061ssword\":\"x\",\"a\":1} | {\"p\\u0061ssword\":\"[Filtered]\",\"a\":1}",
        "{\"ip_address\":\"203.0.113\\u002e9\"} | {\"ip_address\":\"203.0.113.0\"}",
        "{\"cookies\":{\"type\":\"hunter2\"}} | {\"cookies\":{\"type\":\"[Filtered]\"}}",
      })
  void names_beside_their_values_are_known_where_clients_put_them(String before, String after)
      throws Exception {
    assertThat(scrub(before)).isEqualTo(after);
  }

  private static String frame(String lines) {
    return "{\"exception\":[{\"stacktrace\":{\"frames\":[{\"filename\":\"a.py\","
        + lines
        + "}]}}]}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"pre_context\":[\"def login(user, password=None, token=\\\"\\\"):\",\"    auth=get_auth(user)\"]",
        "\"context_line\":\"    session = connect(user, password=cfg.db_password, timeout=3)\"",
        "\"post_context\":[\"    if (token===undefined) return\"]",
        "\"post_context\":[\"class TokenStore:\",\"    pass\"]",
        "\"context_line\":\"url = f'postgres://{user}:{password}@{host}/x'\"",
        "\"context_line\":\"  { 'password': 'secret' } # <password>x</password> 4111111111111111\"",
      })
  void source_code_stays_readable(String lines) throws Exception {
    assertThat(scrub(frame(lines))).isEqualTo(frame(lines));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"context_line\":\"key = 'AKIAIOSFODNN7EXAMPLE'  # rotate\" | \"context_line\":\"key = '[Filtered]'  # rotate\"",
        "\"context_line\":\"db('mysql://root:hunter2@db/x', 5)\" | \"context_line\":\"db('mysql://root:[Filtered]@db/x', 5)\"",
        "\"context_line\":\"KEY = '-----BEGIN PRIVATE KEY-----MIIEvQIBADANBgkqhk-----END PRIVATE KEY-----'\" | \"context_line\":\"KEY = '-----BEGIN PRIVATE KEY-----[Filtered]-----END PRIVATE KEY-----'\"",
        "\"pre_context\":[\"K = '''-----BEGIN RSA PRIVATE KEY-----\",\"MIIEvQIBADANBgkqhkiG9w0BAQ\",\"AAfM'''+x\",\"-----END RSA PRIVATE KEY-----''')\",\"return password\"] | \"pre_context\":[\"K = '''-----BEGIN RSA PRIVATE KEY-----\",\"[Filtered]\",\"AAfM'''+x\",\"-----END RSA PRIVATE KEY-----''')\",\"return password\"]",
      })
  void literal_secrets_in_code_are_hidden_and_the_line_is_kept(String before, String after)
      throws Exception {
    assertThat(scrub(frame(before))).isEqualTo(frame(after));
  }

  @Test
  void what_is_called_code_outside_of_a_frame_is_none() throws Exception {
    assertThat(scrub("{\"extra\":{\"context_line\":\"password=hunter2\"}}"))
        .isEqualTo("{\"extra\":{\"context_line\":\"password=[Filtered]\"}}");
  }

  @Test
  void names_of_a_project_may_be_in_any_language_and_of_any_length() throws Exception {
    var own = new Scrubber(true, List.of("Größe", "contraseña"), List.of(), false);
    var json = "{\"GRÖSSE\":\"1\",\"größe\":\"2\",\"contrase\\u00f1a\":\"3\",\"x\":\"4\"}";
    var clean = own.scrub(ByteSlice.of(json), _ -> {});
    assertThat(clean == null ? json : clean.utf8())
        .isEqualTo(
            "{\"GRÖSSE\":\"[Filtered]\",\"größe\":\"[Filtered]\",\"contrase\\u00f1a\":\"[Filtered]\",\"x\":\"4\"}");
    var longName = "spring.".repeat(60) + "datasource.password";
    assertThat(scrub("{\"" + longName + "\":\"hunter2\"}")).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"cookies\":[%s1]}~1,",
        "{\"m\":\"%s\"}~pw=1&",
        "{\"m\":\"%s\"}~\\u0022pw\\u0022:1,",
        "{\"cookies\":{%s\"z\":1}}~\"a\":1,",
      })
  void a_copy_is_bounded_and_its_memory_is_asked_for_before(String form) throws Exception {
    var parts = form.split("~", 2);
    var json = ByteSlice.of(parts[0].formatted(parts[1].repeat(20_000)));
    var asked = new AtomicLong();
    var clean = Objects.requireNonNull(SCRUBBER.scrub(json, asked::addAndGet));

    assertThat(clean.length()).isLessThanOrEqualTo((int) Edits.growth(json.length()));
    assertThat(asked.get()).isGreaterThanOrEqualTo(clean.length());
    assertThat(asked.get()).isLessThanOrEqualTo(Edits.growth(json.length()));
    assertThat(LenientJson.read(clean, JsonLimits.EVENT).root().size()).isEqualTo(1);
  }

  @Test
  void no_memory_is_asked_for_where_there_is_nothing_to_hide() throws Exception {
    var asked = new AtomicLong();
    assertThat(SCRUBBER.scrub(ByteSlice.of("{\"a\":\"b=c: d\"}"), asked::addAndGet)).isNull();
    assertThat(asked.get()).isZero();
  }

  /** Each of these takes hours when anything in them is looked at again and again. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "://",
        "a://b:c",
        "://a:b/",
        "=",
        "pw=",
        "'",
        "\\\\",
        "\\\\\\\"",
        "password=\\\\",
        "<password>",
        "<a",
        "</password>",
        "eyJ",
        "eyJaaaaaaaaaa.",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY-----",
        "Bearer ",
        "4 ",
        "41-",
        "ghp_",
        "sk-",
        "AKIA",
        "a",
        "_",
        "I",
        ":",
        "'a':[",
        "\\u003d",
        "\\u005cu003d",
        "\\\\u005c",
        "a: ",
        "\\n",
        "{a:",
        " ",
        "Cookie:",
        "<password a=",
        "@",
        "x:/@",
        "--token ",
        "mysql -p",
        "-u a:",
        "session=",
        "session='",
        "'session':'",
        "session:",
        "[session]=>",
        "s:7:\\\"session\\\";s:",
        "s:4:\\\"pass\\\";a:",
        "%25",
        "%5B%22",
        "&amp;",
        "&#34;",
        "&#",
        "\u00a0",
        "\uff1a",
        "\\\\x22",
        "@",
        "a@tcp(",
        "jdbc:oracle:/",
        "SG.",
        "a.",
        "xoxe.xoxp-",
        "AKIAIOSFODNN7EXAMPLE ",
        "AKIAIOSFODNN7EXAMPLE/",
        "(('pw', '",
        "name=\\\"pw\\\" value=\\\"",
        "\\\"name\\\":\\\"pw\\\",",
        "<session>",
        ";",
        ","
      })
  void long_texts_are_read_once(String part) throws Exception {
    assertThat(scrub("{\"m\":\"" + part.repeat(400_000 / part.length()) + "\"}"))
        .startsWith("{\"m\":");
  }
}
