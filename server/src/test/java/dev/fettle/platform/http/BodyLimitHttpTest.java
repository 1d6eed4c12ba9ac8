package dev.fettle.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.platform.work.MemoryBudget;
import dev.fettle.testkit.Person;
import dev.fettle.testkit.RawHttp;
import dev.fettle.testkit.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What bodies of the management API may take, whoever sends how many of them. */
@Timeout(120)
class BodyLimitHttpTest {

  private static final TestServer SERVER = TestServer.shared();
  private static final String LOGIN = "/_allauth/browser/v1/auth/login";
  private static final int MIB = 1 << 20;

  private static Socket begin(TestServer server, String head, int bodyBytes) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    RawHttp.write(socket, (head + "\r\nHost: test\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    RawHttp.write(socket, " ".repeat(bodyBytes).getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void a_form_nobody_has_signed_in_for_is_small() {
    var browser = Person.freshBrowser(SERVER);
    for (var path :
        List.of(
            LOGIN,
            "/_allauth/browser/v1/auth/signup",
            "/_allauth/browser/v1/auth/password/request",
            "/_allauth/browser/v1/auth/password/reset")) {
      var answer = browser.post(path, Map.of("email", "x".repeat(17_000), "password", "secret"));

      assertThat(answer.status()).as(path).isIn(404, 413);
    }
    assertThat(browser.post(LOGIN, Map.of("email", "x".repeat(17_000))).status()).isEqualTo(413);
    assertThat(
            browser
                .post(LOGIN, Map.of("email", "nobody@example.com", "password", "x".repeat(4000)))
                .status())
        .isNotEqualTo(413);
  }

  @Test
  void bodies_held_open_take_a_share_of_the_memory_and_no_more() throws Exception {
    var memory = SERVER.bean(MemoryBudget.class);
    var person = Person.register(SERVER, "holder");
    var token =
        person
            .browser()
            .post("/api/0/api-tokens/", Map.of("label", "holder", "scopes", List.of("org:read")))
            .json()
            .get("token")
            .stringValue();
    var heads =
        List.of(
            "POST %s HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: %d"
                .formatted(LOGIN, MIB - 100),
            "PUT /api/0/users/me/ HTTP/1.1\r\nContent-Type: application/json\r\nAuthorization: Bearer %s\r\nContent-Length: %d"
                .formatted(token, MIB - 100));
    for (var head : heads) {
      var sockets = new ArrayList<Socket>();
      for (int i = 0; i < 130; i++) {
        sockets.add(begin(SERVER, head, MIB - 300));
        assertThat(memory.free()).isGreaterThanOrEqualTo(15L * MIB);
      }
      assertThat(person.browser().get("/api/0/users/me/").status()).isEqualTo(200);
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void a_tree_of_many_values_is_refused() {
    var person = Person.register(SERVER, "trees");
    var answer =
        person
            .browser()
            .put("/api/0/users/me/", Map.of("options", java.util.Collections.nCopies(60_000, 1)));

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void who_drips_is_cut_off() throws Exception {
    try (var server = TestServer.start(Map.of("FETTLE_BODY_SECONDS", "1"))) {
      var head =
          "POST %s HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 10000"
              .formatted(LOGIN);
      var csrf = Person.freshBrowser(server).cookie("csrftoken");
      var cookie = "\r\nCookie: csrftoken=%s\r\nX-CSRFTOKEN: %s".formatted(csrf, csrf);
      try (var socket = begin(server, head + cookie, 1)) {
        Thread.ofVirtual().start(() -> drip(socket));

        assertThat(answer(socket)).startsWith("HTTP/1.1 408");
      }
    }
  }

  /** A byte at a time, until the other side has enough. */
  private static void drip(Socket socket) {
    try {
      var pace = new java.util.concurrent.CountDownLatch(1);
      while (!pace.await(50, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        socket.getOutputStream().write(' ');
      }
    } catch (SocketException closed) {
      assertThat(closed).isNotNull();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
