package dev.fettle.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fettle.core.ByteSlice;
import dev.fettle.platform.outbound.OutboundResult.Answered;
import dev.fettle.platform.outbound.OutboundResult.Failed;
import dev.fettle.platform.outbound.OutboundResult.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against real servers on loopback addresses, of which only 127.0.0.1 is allowed. */
class OutboundHttpTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SMALL = 1000;

  private final OutboundHttp http = new OutboundHttp(AddressGuard.allowing("127.0.0.1"));
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    on("/hello", exchange -> answer(exchange, 200, "hello"));
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    http.close();
    server.stop(0);
  }

  @Test
  void an_answer_comes_back_whole() throws InterruptedException {
    on(
        "/echo",
        exchange -> {
          var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          exchange
              .getResponseHeaders()
              .add("X-Seen", exchange.getRequestHeaders().getFirst("X-Mine"));
          answer(exchange, 418, body + " " + exchange.getRequestHeaders().getFirst("Content-Type"));
        });

    var answered =
        answered(
            OutboundRequest.post(
                    url("/echo"), "application/json", ByteSlice.of("{\"a\":1}"), SMALL, PATIENCE)
                .with("X-Mine", "yes"));

    assertThat(answered.status()).isEqualTo(418);
    assertThat(answered.isSuccess()).isFalse();
    assertThat(answered.body().utf8()).isEqualTo("{\"a\":1} application/json");
    assertThat(answered.headers()).containsEntry("x-seen", "yes");
    assertThat(answered.cut()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.2",
        "localhost.",
        "[::1]",
        "[::ffff:127.0.0.2]",
        "2130706434",
        "0.0.0.0",
        "0x7f000002"
      })
  void a_forbidden_address_is_never_connected_to(String host) throws InterruptedException {
    var result = http.send(get("http://" + host + ":" + server.getAddress().getPort() + "/hello"));

    assertThat(result).isInstanceOf(Failed.class);
    assertThat(heard).isEmpty();
  }

  @Test
  void the_refusal_names_the_setting() throws InterruptedException {
    var failed = failed(get("http://127.0.0.2:1/"));

    assertThat(failed.failure()).isEqualTo(Failure.ADDRESS_NOT_ALLOWED);
    assertThat(failed.detail()).contains("FETTLE_OUTBOUND_ALLOWED_NETWORKS");
  }

  @Test
  void a_redirect_to_a_forbidden_address_is_refused() throws InterruptedException {
    on("/away", exchange -> redirect(exchange, 302, "http://127.0.0.2:" + port() + "/hello"));

    var failed = failed(get("/away").following(5));

    assertThat(failed.failure()).isEqualTo(Failure.ADDRESS_NOT_ALLOWED);
    assertThat(heard).containsExactly("GET /away");
  }

  @Test
  void a_redirect_to_a_file_is_refused() throws InterruptedException {
    on("/file", exchange -> redirect(exchange, 302, "file:///etc/passwd"));

    assertThat(failed(get("/file").following(5)).failure()).isEqualTo(Failure.BAD_URL);
  }

  @Test
  void redirects_end() throws InterruptedException {
    on("/again", exchange -> redirect(exchange, 302, "/again"));

    assertThat(failed(get("/again").following(3)).failure()).isEqualTo(Failure.TOO_MANY_REDIRECTS);
    assertThat(heard).hasSize(4);
    assertThat(answered(get("/again")).status()).isEqualTo(302);
  }

  @Test
  void secrets_stay_with_their_origin() throws InterruptedException, IOException {
    var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var seen = new CopyOnWriteArrayList<Map<String, List<String>>>();
    other.createContext(
        "/",
        exchange -> {
          seen.add(exchange.getRequestHeaders());
          answer(exchange, 200, "other");
        });
    other.start();
    try {
      on(
          "/move",
          exchange ->
              redirect(exchange, 307, "http://127.0.0.1:" + other.getAddress().getPort() + "/"));

      var answered = answered(get("/move").with("Authorization", "Bearer secret").following(1));

      assertThat(answered.body().utf8()).isEqualTo("other");
      assertThat(answered.url().getPort()).isEqualTo(other.getAddress().getPort());
      assertThat(seen).hasSize(1);
      assertThat(seen.getFirst()).doesNotContainKey("Authorization");
    } finally {
      other.stop(0);
    }
  }

  @Test
  void a_body_without_end_is_cut() throws InterruptedException {
    var cutOff = new CountDownLatch(1);
    on(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (var out = exchange.getResponseBody()) {
            while (true) {
              out.write(new byte[8192]);
            }
          } catch (IOException e) {
            cutOff.countDown();
          }
        });

    var answered = answered(get("/endless"));

    assertThat(answered.cut()).isTrue();
    assertThat(answered.body().length()).isEqualTo(SMALL);
    cutOff.await();
  }

  @Test
  void a_body_of_just_the_limit_is_whole() throws InterruptedException {
    on("/exact", exchange -> answer(exchange, 200, "x".repeat(SMALL)));

    assertThat(answered(get("/exact")).cut()).isFalse();
  }

  @Test
  void a_server_that_says_nothing_is_left() throws InterruptedException {
    var gone = new CountDownLatch(1);
    on(
        "/silent",
        exchange -> {
          try {
            gone.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    try {
      var failed = failed(OutboundRequest.get(url("/silent"), SMALL, Duration.ofMillis(300)));

      assertThat(failed.failure()).isEqualTo(Failure.TIMED_OUT);
      assertThat(failed.detail()).contains("300 ms");
    } finally {
      gone.countDown();
    }
  }

  @Test
  void headers_without_end_are_a_bad_answer() throws IOException, InterruptedException {
    try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var teller =
          Thread.ofVirtual()
              .start(() -> {
                try (var client = socket.accept()) {
                  var out = client.getOutputStream();
                  out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
                  for (int i = 0; i < 1_000_000; i++) {
                    out.write(("X-" + i + ": a\r\n").getBytes(StandardCharsets.US_ASCII));
                  }
                } catch (IOException e) {
                  assertThat(e).hasMessageMatching("(?i).*(broken|reset|closed).*");
                }
              });

      assertThat(failed(get("http://127.0.0.1:" + socket.getLocalPort() + "/")).failure())
          .isEqualTo(Failure.BAD_ANSWER);
      teller.join();
    }
  }

  @Test
  void a_closed_port_is_not_connected() throws IOException, InterruptedException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    assertThat(failed(get("http://127.0.0.1:" + free + "/")).failure())
        .isEqualTo(Failure.NOT_CONNECTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://example.com/", "http:///path", "http://user:pw@127.0.0.1/", "mailto:a@b"})
  void only_plain_web_addresses(String url) throws InterruptedException {
    assertThat(failed(get(url)).failure()).isEqualTo(Failure.BAD_URL);
  }

  @Test
  void a_host_without_an_address() throws InterruptedException {
    assertThat(failed(get("http://nowhere.invalid/")).failure()).isEqualTo(Failure.NAME_NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Injected: b", "a\nb", "nul\0"})
  void a_header_cannot_bring_a_second_one(String value) {
    var request = get("/hello");

    assertThatThrownBy(() -> request.with("X-A", value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private OutboundRequest get(String target) {
    return OutboundRequest.get(
        target.startsWith("/") ? url(target) : URI.create(target), SMALL, PATIENCE);
  }

  private Answered answered(OutboundRequest request) throws InterruptedException {
    var result = http.send(request);
    assertThat(result).isInstanceOf(Answered.class);
    return (Answered) result;
  }

  private Failed failed(OutboundRequest request) throws InterruptedException {
    var result = http.send(request);
    assertThat(result).isInstanceOf(Failed.class);
    return (Failed) result;
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  private int port() {
    return server.getAddress().getPort();
  }

  @FunctionalInterface
  private interface Behaviour {
    void meet(HttpExchange exchange) throws IOException;
  }

  private void on(String path, Behaviour behaviour) {
    server.createContext(
        path,
        exchange -> {
          heard.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
          behaviour.meet(exchange);
        });
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = ByteSlice.of(body).toByteArray();
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static void redirect(HttpExchange exchange, int status, String to) throws IOException {
    exchange.getResponseHeaders().add("Location", to);
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }
}
