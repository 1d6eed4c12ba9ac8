package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadyHttpTest {

  @Test
  void a_node_that_can_do_its_work_says_so() {
    var answer = TestServer.shared().browser().get("/_ready/");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"ready\":true,\"causes\":[]}");
    assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
  }

  /** No disk has a fourth of so much free. */
  @Test
  void a_node_that_takes_nothing_in_says_why_and_goes_on_living() {
    try (var server = TestServer.start(Map.of("FETTLE_DISK_FLOOR_MB", "1048576"))) {
      var answer = server.browser().get("/_ready/");

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.body()).isEqualTo("{\"ready\":false,\"causes\":[\"intake_disk\"]}");
      assertThat(server.browser().get("/_health/").status()).isEqualTo(200);
    }
  }
}
