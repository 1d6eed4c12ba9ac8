package dev.fettle.core.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Every form a secret is written in, one line each, and what only looks like one. */
class SecretFormsTest {

  private static final Scrubber SCRUBBER = new Scrubber(true, List.of(), List.of(), true);

  private static String scrub(String json) throws InterruptedException {
    var bytes = ByteSlice.of(json);
    var clean = SCRUBBER.scrub(bytes, _ -> {});
    return (clean == null ? bytes : clean).utf8();
  }

  /** What is left of a text that an event holds. */
  private static String left(String text) throws Exception {
    var json = LenientJson.read(ByteSlice.of("{}"), JsonLimits.EVENT).root();
    ((ObjectNode) json).put("note", text);
    var written = ByteSlice.of(LenientJson.write(json)).utf8();
    return LenientJson.read(ByteSlice.of(scrub(written)), JsonLimits.EVENT)
        .root()
        .path("note")
        .asString();
  }

  private static String text(String written) {
    return written.replace("~", "\n").strip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // of forms and addresses
        "user%5Bpassword%5D=S3CRET&a=1 | user%5Bpassword%5D=[Filtered]&a=1",
        "user%5bpassword%5d%3DS3CRET%26a%3D1 | user%5bpassword%5d%3D[Filtered]%26a%3D1",
        "token%3DS3CRET x | token%3D[Filtered] x",
        "next=%2Fa%3Ftoken%253DS3CRET&b=1 | next=%2Fa%3Ftoken%253D[Filtered]&b=1",
        "%7B%22password%22%3A%22S3CRET%22%7D | %7B%22password%22%3A%22[Filtered]%22%7D",
        "GET /b?sv=2&sig=S3CRETabc%2Bdef%3D&se=1 | GET /b?sv=2&sig=[Filtered]&se=1",
        "/a?session=S3CRET12&page=2 | /a?session=[Filtered]&page=2",
        // of command lines
        "run --token S3CRET now | run --token [Filtered] now",
        "run --token=S3CRET now | run --token=[Filtered] now",
        "run --db-password 'S3 CRET' now | run --db-password '[Filtered]' now",
        "java -password S3CRET -v | java -password [Filtered] -v",
        "['run', '--token', 'S3CRET', '-v'] | ['run', '--token', '[Filtered]', '-v']",
        "[\"--token\",\"S3CRET\"] | [\"--token\",\"[Filtered]\"]",
        "mysql -uroot -pS3CRET shop | mysql -uroot -p[Filtered] shop",
        "/usr/bin/mysqldump -h db -pS3CRET | /usr/bin/mysqldump -h db -p[Filtered]",
        "curl -u bob:S3CRET https://x | curl -u bob:[Filtered] https://x",
        "curl -s --user 'bob:S3CRET' https://x | curl -s --user 'bob:[Filtered]' https://x",
        "curl -ubob:S3CRET https://x | curl -ubob:[Filtered] https://x",
        "sshpass -p S3CRET ssh h | sshpass -p [Filtered] ssh h",
        "docker login -u bob -p S3CRET | docker login -u bob -p [Filtered]",
        "redis-cli -a S3CRET ping | redis-cli -a [Filtered] ping",
        // of what languages print
        "a:1:{s:8:\"password\";s:6:\"S3CRET\";s:1:\"b\";i:1;} | a:1:{s:8:\"password\";s:6:\"[Filtered]\";s:1:\"b\";i:1;}",
        "s:5:\"token\";i:123456;s:1:\"b\"; | s:5:\"token\";i:[Filtered];s:1:\"b\";",
        "s:8:\"password\";s:7:\"S3\"CRET\";x | s:8:\"password\";s:7:\"[Filtered]\";x",
        "array(1) {~  [\"password\"]=>~  string(6) \"S3CRET\"~  [\"a\"]=>~  int(1)~} | array(1) {~  [\"password\"]=>~  string(6) \"[Filtered]\"~  [\"a\"]=>~  int(1)~}",
        "  [\"token\"]=>~  int(123456)~} | [\"token\"]=>~  int([Filtered])~}",
        "  [\"password\":protected]=>~  string(6) \"S3CRET\" | [\"password\":protected]=>~  string(6) \"[Filtered]\"",
        "Array~(~    [password] => S3CRET words~    [a] => b~) | Array~(~    [password] => [Filtered]~    [a] => b~)",
        "    [password:User:private] => S3CRET~ | [password:User:private] => [Filtered]",
        "array ( 'password' => 'S3CRET', 'a' => 'b' ) | array ( 'password' => '[Filtered]', 'a' => 'b' )",
        "map[password:S3CRET user:bob] | map[password:[Filtered] user:bob]",
        "{password=S3CRET, user=bob} | {password=[Filtered], user=bob}",
        "#<User id: 1, password: \"S3CRET\"> | #<User id: 1, password: \"[Filtered]\">",
        "[[\"password\",\"S3CRET\"],[\"a\",\"b\"]] | [[\"password\",\"[Filtered]\"],[\"a\",\"b\"]]",
        "[('password', 'S3CRET'), ('a', 'b')] | [('password', '[Filtered]'), ('a', 'b')]",
        "[{\"name\":\"password\",\"value\":\"S3CRET\"}] | [{\"name\":\"password\",\"value\":\"[Filtered]\"}]",
        "[{'key': 'api_key', 'value': 'S3CRET'}] | [{'key': 'api_key', 'value': '[Filtered]'}]",
        "<input name=\"password\" value=\"S3CRET\"> | <input name=\"password\" value=\"[Filtered]\">",
        // in disguise
        "{&quot;password&quot;:&quot;S3CRET&quot;} | {&quot;password&quot;:&quot;[Filtered]&quot;}",
        "{&#34;password&#34;:&#x22;S3CRET&#x22;} | {&#34;password&#34;:&#x22;[Filtered]&#x22;}",
        "&lt;password&gt;S3CRET&lt;/password&gt; | &lt;password&gt;[Filtered]&lt;/password&gt;",
        "a=1&amp;password=S3CRET&amp;b=2 | a=1&amp;password=[Filtered]&amp;b=2",
        "password：S3CRET | password：[Filtered]",
        "password：\u00a0S3CRET | password：\u00a0[Filtered]",
        "password\u00a0=\u00a0S3CRET | password\u00a0=\u00a0[Filtered]",
        "“password”: “S3CRET”, a | “password”: “[Filtered]”, a",
        "\\x22password\\x22: \\x22S3CRET\\x22 | \\x22password\\x22: \\x22[Filtered]\\x22",
        "login with password: S3CRET12 failed | login with password: [Filtered] failed",
        "bot110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1/getMe | bot110201543:[Filtered]/getMe",
        // of connections
        "AccountName=a;AccountKey=S3CRET==;EndpointSuffix=x | AccountName=a;AccountKey=[Filtered];EndpointSuffix=x",
        "Endpoint=sb://x/;SharedAccessKey=S3CRET= | Endpoint=sb://x/;SharedAccessKey=[Filtered]",
        "url jdbc:oracle:thin:app/S3CRET@db:1521:x | url jdbc:oracle:thin:app/[Filtered]@db:1521:x",
        "app:S3CRET@tcp(db:3306)/shop | app:[Filtered]@tcp(db:3306)/shop",
        "https://S3CRETabcdef0123456@example.com/x | https://[Filtered]@example.com/x",
        "amqp://guest:S3CRET@mq/v | amqp://guest:[Filtered]@mq/v",
        "DATABASE_URL=app:S3CRET@db/x y | DATABASE_URL=[Filtered] y",
      })
  void lose_their_secret_and_nothing_else(String before, String after) throws Exception {
    assertThat(left(text(before))).isEqualTo(text(after));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "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",
        "AKIAIOSFODNN7EXAMPLE",
        "ASIAIOSFODNN7EXAMPLE",
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "github_pat_11ABCDEFG0aBcDeFgHiJkL_mNoPqRsTuVwXyZ",
        "glpat-aBcDeFgHiJkLmNoPqRsT",
        "xoxb-263594206564-FGqddMF8t08v8N7Oq4i57vs1",
        "xoxp-263594206564-263594206564-263594206564-abcdef",
        "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
        "rk_live_4eC39HqLyjWDarjtT1zdp7dc",
        "AIzaSyA1234567890abcdefghijklmnopqrstuv",
        "npm_aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789",
        "pypi-AgEIcHlwaS5vcmcCJDAwMDAwMDAwLTAwMDAtMDAwMC0wMDAw",
        "sk-ant-api03-aBcDeFgHiJkLmNoPqRsTuVwXyZ-0123456789",
        "sk-proj-aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789",
        "sk-aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789",
        "hf_aBcDeFgHiJkLmNoPqRsTuVwXyZ01234567",
        "hvs.CAESIJ1aBcDeFgHiJkLmNoPqRsTuVwXyZ",
        "dop_v1_aBcDeFgHiJkLmNoPqRsTuVwXyZ012345",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3",
      })
  void of_services_are_hidden_wherever_they_stand(String token) throws Exception {
    for (var form : List.of("%s", "sent %s to x", "(%s)", "'%s'", "a,%s", "k=%s", "/%s/")) {
      assertThat(left(form.formatted(token))).isEqualTo(form.formatted("[Filtered]"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "id AKIAIOSFODNN7EXAMPLE, key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
      })
  void of_amazon_are_hidden_with_their_secret(String text) throws Exception {
    assertThat(left(text)).doesNotContain("AKIA", "wJalr", "EXAMPLEKEY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "totp",
        "otp",
        "creds",
        "credential",
        "credentials",
        "refresh_token",
        "iban",
        "cc_number",
        "cvv",
        "contraseña",
        "CONTRASEÑA",
        "mdp",
        "senha",
        "passwort",
        "Пароль",
        "密码",
        "OTPCode",
        "session",
        "php_session",
        "sid",
        "mfa",
        "refresh",
        "signature",
        "x-signature",
        "pin",
        "user%5Bpassword%5D",
        "connectionString",
        "dsn",
        "DATABASE_URL",
        "sharedAccessKey",
      })
  void of_fields_are_known_by_their_names(String name) throws Exception {
    assertThat(scrub("{\"a\":{\"" + name + "\":\"S3CRET=@x1\"}}"))
        .isEqualTo("{\"a\":{\"" + name + "\":\"[Filtered]\"}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":{\"pin\":1234}} | {\"a\":{\"pin\":\"[Filtered]\"}}",
        "{\"a\":{\"dsn\":\"mysql:\\/\\/root:S3CRET@db\\/x\"}} | {\"a\":{\"dsn\":\"mysql:\\/\\/root:[Filtered]@db\\/x\"}}",
        "{\"a\":[[\"password\",\"S3CRET\"],[\"b\",\"c\"]]} | {\"a\":[[\"password\",\"[Filtered]\"],[\"b\",\"c\"]]}",
        "{\"a\":[[\"token\",123456]]} | {\"a\":[[\"token\",\"[Filtered]\"]]}",
        "{\"a\":[{\"value\":\"S3CRET\",\"name\":\"password\"}]} | {\"a\":[{\"value\":\"[Filtered]\",\"name\":\"password\"}]}",
        "{\"a\":[{\"key\":\"password\",\"value\":{\"stringValue\":\"S3CRET\"}}]} | {\"a\":[{\"key\":\"password\",\"value\":{\"stringValue\":\"[Filtered]\"}}]}",
        "{\"argv\":[\"run\",\"--token\",\"S3CRET\",\"x\"]} | {\"argv\":[\"run\",\"--token\",\"[Filtered]\",\"x\"]}",
        "{\"argv\":[\"/bin/mysql\",\"-pS3CRET\",\"x\"]} | {\"argv\":[\"/bin/mysql\",\"-p[Filtered]\",\"x\"]}",
        "{\"argv\":[\"curl\",\"-u\",\"bob:S3CRET\",\"x\"]} | {\"argv\":[\"curl\",\"-u\",\"bob:[Filtered]\",\"x\"]}",
        "{\"query_string\":[[\"session\",\"S3CRET12\"],[\"a\",\"b\"]]} | {\"query_string\":[[\"session\",\"[Filtered]\"],[\"a\",\"b\"]]}",
      })
  void of_structures_are_known_by_their_places(String before, String after) throws Exception {
    assertThat(scrub(before)).isEqualTo(after);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"session\":\"expired\"}",
        "{\"session\":{\"id\":5,\"started\":\"2026-11-27T10:00:00Z\"}}",
        "{\"a\":{\"session_count\":\"12345678\",\"session\":42,\"refresh\":30}}",
        "{\"sid\":\"0f68da08-bbb7-4199-9d54-af19324e7112\",\"status\":\"ok\"}",
        "{\"a\":{\"pinned\":\"S3CRET12\",\"opinion\":\"x1y2z3\",\"pin\":\"left\"}}",
        "{\"a\":{\"signature\":\"java.util.List.of(E, E2)\",\"refresh\":\"button\"}}",
        "{\"a\":{\"mfa\":\"enabled\",\"mfa_enabled\":\"yes, since 2024\"}}",
        "{\"a\":{\"refresh\":\"/api/v2/items\",\"session\":\"2026-11-27 10:00\"}}",
        "{\"a\":{\"function\":\"signature\",\"module\":\"session.refresh\"}}",
        "{\"a\":{\"dsn\":\"https://0123456789abcdef0123456789abcdef@errors.example.com/1\"}}",
        "{\"a\":[[\"password\",\"text\"],[\"email\",\"text\"]]}",
        "{\"a\":[[\"password\",\"is too short\"]]}",
        "{\"a\":[[\"password\",\"S3CRET\",\"c\"]]}",
        "{\"argv\":[\"git\",\"-pretty\",\"x\"],\"b\":[\"docker\",\"run\",\"-p\",\"80:80\"]}",
        "{\"fingerprint\":[\"token-expired\",\"tenant-2\"]}",
      })
  void fields_of_ordinary_things_stay(String json) throws Exception {
    assertThat(scrub(json)).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "session 1234 of 5000 expired after 30 minutes",
        "Session expired: please log in again",
        "session = 12, refresh = 30",
        "The message was pinned; click refresh, then pin it again",
        "pin: invalid value",
        "Method signature: void foo(int, String)",
        "signature=foo(int)",
        "at signature (app.js:10:5)",
        "unknown flag: --token",
        "error: --token requires a value",
        "use --password to sign in",
        "the --token option is missing",
        "docker run -p 8080:80 -u 1000:1000 nginx",
        "mkdir -p /tmp/a && ssh -p 2222 h",
        "100%25 of users said &quot;no&quot;",
        "LIKE '%de%' OR '%20' = 5",
        "it’s “quoted” text with a\u00a0blank",
        "form fields ('password', 'email') are required",
        "t('password', 'must be set')",
        "[{\"name\":\"bob\",\"value\":\"x\"}]",
        "https://user@example.com/a and ssh://git@github.com/x",
        "mailto:bob@example.com user:bob@example.com",
        "sk-progress-indicator-wrapper-large",
        "version 1.2.3.4-SG.1",
        "Unexpected token: } in JSON at position 12",
        "auth: failed, token: expired",
        "s:4:\"name\";s:3:\"bob\";",
        "[name] => bob",
      })
  void ordinary_texts_stay(String text) throws Exception {
    assertThat(left(text)).isEqualTo(text);
  }
}
