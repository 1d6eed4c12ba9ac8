package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.ItemSender;
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

/** The settings for connections, seen from outside. */
class ConnectionLimitsTest {

  private static final String REQUEST = "GET /_health/ HTTP/1.1\r\nHost: test\r\n\r\n";

  private static Socket connect(TestServer server) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    ask(socket);
    return socket;
  }

  private static void ask(Socket socket) throws IOException {
    socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads one answer; whether there was one. */
  private static boolean isAnswered(Socket socket) throws IOException {
    var in = socket.getInputStream();
    var text = new StringBuilder();
    try {
      while (!text.toString().endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          return false;
        }
        text.append((char) next);
      }
      var head = text.toString();
      int at = head.toLowerCase(java.util.Locale.ROOT).indexOf("content-length:");
      var length = at < 0 ? "0" : head.substring(at + 15, head.indexOf('\r', at)).strip();
      in.readNBytes(Integer.parseInt(length));
      return head.startsWith("HTTP/1.1 200");
    } catch (SocketException e) {
      return false;
    }
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
  }

  @Test
  void beyond_the_limit_a_connection_waits_until_another_ends() throws Exception {
    try (var server = TestServer.start(Map.of("FETTLE_MAX_CONNECTIONS", "20"))) {
      var sockets = new ArrayList<Socket>();
      for (int i = 0; i < 20; i++) {
        var socket = connect(server);
        sockets.add(socket);
        assertThat(isAnswered(socket)).isTrue();
      }
      var late = new ArrayList<Socket>();
      for (int i = 0; i < 10; i++) {
        late.add(connect(server));
      }
      ask(sockets.getFirst());
      assertThat(isAnswered(sockets.getFirst())).isTrue();
      for (var socket : late) {
        assertThat(socket.getInputStream().available()).isZero();
      }

      close(sockets);

      for (var socket : late) {
        assertThat(isAnswered(socket)).isTrue();
      }
      close(late);
    }
  }

  @Test
  void nobody_takes_all_connections_alone() throws Throwable {
    try (var server =
        TestServer.start(
            Map.of(
                "FETTLE_MAX_CONNECTIONS_PER_ADDRESS", "5",
                "FETTLE_TRUSTED_PROXIES", "203.0.113.9"))) {
      var sockets = new ArrayList<Socket>();
      for (int i = 0; i < 5; i++) {
        var socket = connect(server);
        sockets.add(socket);
        assertThat(isAnswered(socket)).isTrue();
      }
      for (int i = 0; i < 50; i++) {
        try (var socket = connect(server)) {
          assertThat(isAnswered(socket)).isFalse();
        } catch (SocketException closed) {
          assertThat(closed).isNotNull();
        }
      }
      sockets.removeFirst().close();

      ItemSender.eventually(() -> {
        try (var socket = connect(server)) {
          assertThat(isAnswered(socket)).isTrue();
        } catch (SocketException closed) {
          throw new AssertionError(closed);
        }
      });
      close(sockets);
    }
  }

  @Test
  void a_trusted_proxy_brings_everybody() throws Exception {
    try (var server =
        TestServer.start(
            Map.of(
                "FETTLE_MAX_CONNECTIONS_PER_ADDRESS", "5",
                "FETTLE_TRUSTED_PROXIES", "127.0.0.0/8"))) {
      var sockets = new ArrayList<Socket>();
      for (int i = 0; i < 30; i++) {
        var socket = connect(server);
        sockets.add(socket);
        assertThat(isAnswered(socket)).isTrue();
      }
      close(sockets);
    }
  }
}
