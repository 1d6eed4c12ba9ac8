package dev.fettle.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Golden;
import dev.fettle.testkit.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The management API as others see it: a changed shape shows as a diff. */
class OpenApiGoldenTest {

  @Test
  void the_description_of_the_api_is_the_golden_one() throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var uri = URI.create(TestServer.shared().url() + "/v3/api-docs");
      var answer =
          client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      var mapper =
          JsonMapper.builder()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
              .build();
      var document = (ObjectNode) mapper.readTree(answer.body());
      document.remove("servers"); // a free port
      document.putObject("info").put("title", "Fettle").put("version", "0");
      assertThat(document.path("paths").size()).isGreaterThan(20);
      Golden.assertMatches(
          "openapi.json",
          mapper.writeValueAsString(mapper.treeToValue(document, Object.class)) + "\n");
    }
  }
}
