package dev.fettle.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.TestServer;
import org.junit.jupiter.api.Test;

class UnknownPathHttpTest {

  @Test
  void an_unknown_api_path_is_a_json_404_for_every_method() {
    var browser = TestServer.shared().browser();
    for (var method : new String[] {"GET", "POST", "PUT", "DELETE"}) {
      var answer = browser.send(method, "/api/0/nothing/here/", method.equals("GET") ? null : "{}");
      assertThat(answer.status()).as(method).isEqualTo(404);
      assertThat(answer.body()).as(method).isEqualTo("{\"detail\":\"Not Found\"}");
    }
  }

  @Test
  void a_path_in_front_of_the_product_is_called_the_fault_it_is() {
    for (var path : new String[] {"/errors/api/1/store/", "/a/b/api/1/envelope/"}) {
      var answer = TestServer.shared().browser().send("POST", path, "{}");
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.body()).as(path).contains("GLITCHTIP_DOMAIN");
    }
  }

  @Test
  void an_address_with_a_nul_character_is_refused() {
    var browser = TestServer.shared().browser();
    assertThat(browser.get("/api/0/users/?cursor=%00").status()).isEqualTo(400);
    assertThat(browser.get("/api/0/users/%00/").status()).isEqualTo(400);
  }

  @Test
  void every_answer_carries_the_security_headers() {
    var answer = TestServer.shared().browser().get("/api/0/nothing/");
    assertThat(answer.header("Content-Security-Policy").orElseThrow())
        .contains("default-src 'self'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe-inline");
    assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.header("Strict-Transport-Security")).isEmpty();
  }

  @Test
  void a_preflight_from_any_origin_is_answered_without_credentials() {
    var answer =
        TestServer.shared()
            .browser()
            .with("Origin", "https://grafana.example.com")
            .with("Access-Control-Request-Method", "GET")
            .send("OPTIONS", "/api/0/organizations/", null);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(answer.header("Access-Control-Allow-Headers").orElseThrow())
        .contains("authorization");
  }
}
