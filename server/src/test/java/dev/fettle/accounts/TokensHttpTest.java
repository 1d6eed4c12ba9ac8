package dev.fettle.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Person;
import dev.fettle.testkit.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokensHttpTest {

  private static final String TOKENS = "/api/0/api-tokens/";

  private final TestServer server = TestServer.shared();
  private final Person alice = Person.register(server, "alice");

  @Test
  void a_token_is_shown_once_and_recognised_by_its_end_afterwards() {
    var made =
        alice.browser().post(TOKENS, Map.of("label", "ci", "scopes", List.of("event:read"))).json();
    var token = made.get("token").stringValue();
    assertThat(token).matches("[0-9a-f]{64}");
    var listed = alice.browser().get(TOKENS).json().get(0);
    assertThat(listed.get("token").stringValue()).isEqualTo("…" + token.substring(60));
    assertThat(listed.get("label").stringValue()).isEqualTo("ci");
    assertThat(listed.get("scopes").toString()).isEqualTo("[\"event:read\"]");
    assertThat(listed.get("created").stringValue())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(
            server
                .jdbc()
                .sql("SELECT count(*) FROM api_token WHERE token_hash = :text OR hint = :hint")
                .param("text", token.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .param("hint", token)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void a_token_needs_no_csrf_header_and_says_who_it_belongs_to() {
    assertThat(alice.api().put("/api/0/users/me/", Map.of("name", "Alice")).status())
        .isEqualTo(200);
    var root = alice.api().get("/api/0/").json();
    assertThat(root.at("/user/email").stringValue()).isEqualTo(alice.email());
    assertThat(root.at("/auth/label").stringValue()).isEqualTo("test");
    assertThat(server.browser().get("/api/0/").body())
        .isEqualTo("{\"version\":\"0\",\"user\":null,\"auth\":null}");
  }

  @Test
  void a_token_cannot_make_list_or_delete_tokens() {
    assertThat(alice.api().get(TOKENS).status()).isEqualTo(401);
    assertThat(alice.api().post(TOKENS, Map.of("scopes", 1)).status()).isEqualTo(401);
    assertThat(alice.api().delete(TOKENS + "1/").status()).isEqualTo(401);
  }

  @Test
  void a_deleted_token_stops_working() {
    var made = alice.browser().post(TOKENS, Map.of("scopes", 3)).json();
    assertThat(made.get("scopes").toString()).isEqualTo("[\"project:read\",\"project:write\"]");
    var api = alice.browser().withToken(made.get("token").stringValue());
    assertThat(api.get("/api/0/users/me/").status()).isEqualTo(200);
    var path = TOKENS + made.get("id").longValue() + "/";
    assertThat(alice.browser().delete(path).status()).isEqualTo(204);
    assertThat(api.get("/api/0/users/me/").status()).isEqualTo(401);
    assertThat(alice.browser().delete(path).status()).isEqualTo(404);
  }

  @Test
  void an_unknown_scope_is_refused() {
    var answer = alice.browser().post(TOKENS, Map.of("scopes", List.of("event:everything")));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("Invalid scope");
  }

  @Test
  void the_list_is_paged_by_key_in_both_directions() {
    for (int i = 0; i < 5; i++) {
      alice.browser().post(TOKENS, Map.of("label", "t" + i, "scopes", 1));
    }
    var first = alice.browser().get(TOKENS + "?limit=2");
    assertThat(labels(first.body())).containsExactly("t4", "t3");
    assertThat(first.header("X-Hits")).hasValue("6");
    assertThat(first.header("X-Max-Hits")).hasValue("1000");
    assertThat(link(first.header("Link").orElseThrow(), "previous")).isEmpty();
    var next = link(first.header("Link").orElseThrow(), "next");
    var second = alice.browser().get(next);
    assertThat(labels(second.body())).containsExactly("t2", "t1");
    var third = alice.browser().get(link(second.header("Link").orElseThrow(), "next"));
    assertThat(labels(third.body())).containsExactly("t0", "test");
    assertThat(link(third.header("Link").orElseThrow(), "next")).isEmpty();
    var back = alice.browser().get(link(third.header("Link").orElseThrow(), "previous"));
    assertThat(labels(back.body())).containsExactly("t2", "t1");
    var begin = alice.browser().get(link(back.header("Link").orElseThrow(), "previous"));
    assertThat(labels(begin.body())).containsExactly("t4", "t3");
    assertThat(link(begin.header("Link").orElseThrow(), "previous")).isEmpty();
  }

  @Test
  void a_cursor_of_another_kind_is_refused() {
    for (var cursor : List.of("x", "bz0x", "%F0%9F%92%A9", "bmFiYw")) {
      assertThat(alice.browser().get(TOKENS + "?cursor=" + cursor).status())
          .as(cursor)
          .isEqualTo(422);
    }
    assertThat(alice.browser().get(TOKENS + "?limit=many").status()).isEqualTo(422);
    assertThat(alice.browser().get(TOKENS + "?limit=-1").status()).isEqualTo(422);
  }

  private static List<String> labels(String body) {
    return tools.jackson.databind.json.JsonMapper.shared().readTree(body).values().stream()
        .map(token -> token.get("label").stringValue())
        .toList();
  }

  /** The path and query of a Link entry that has results, else an empty text. */
  private static String link(String header, String relation) {
    var matcher =
        java.util.regex.Pattern.compile(
                "<http://[^/>]+([^>]*)>; rel=\""
                    + relation
                    + "\"; results=\"true\"; cursor=\"[^\"]+\"")
            .matcher(header);
    return matcher.find() ? matcher.group(1) : "";
  }
}
