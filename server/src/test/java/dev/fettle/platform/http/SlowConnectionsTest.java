package dev.fettle.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.platform.work.BodyPatience;
import dev.fettle.testkit.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that take their time, seen from outside; patience is a second. */
@Timeout(120)
class SlowConnectionsTest {

  private static final int LARGE = 32 << 20;

  /** How the answer of {@link #LARGE} bytes ended. */
  private final CompletableFuture<Boolean> answered = new CompletableFuture<>();

  private final CountDownLatch never = new CountDownLatch(1);

  private final Handler handler =
      new Handler.Abstract() {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
          boolean large = Request.getPathInContext(request).equals("/large");
          Thread.ofVirtual()
              .start(() ->
                  write(
                      response,
                      callback,
                      large ? SlowConnectionsTest.this::large : SlowConnectionsTest.this::trickle));
          return true;
        }
      };

  private interface Writer {
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  private static void write(Response response, Callback callback, Writer writer) {
    try (var out = Content.Sink.asOutputStream(response)) {
      writer.write(out);
    } catch (IOException e) {
      callback.failed(e);
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      callback.failed(e);
      return;
    }
    callback.succeeded();
  }

  private void large(OutputStream out) {
    try {
      for (int i = 0; i < LARGE; i += 1 << 15) {
        out.write(new byte[1 << 15]);
      }
      answered.complete(true);
    } catch (IOException e) {
      answered.complete(false);
    }
  }

  /** A live stream: forty lines, ten a second. */
  private void trickle(OutputStream out) throws IOException, InterruptedException {
    for (int i = 0; i < 40; i++) {
      assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
      out.write("tick\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
  }

  private interface Client {
    void talk(Socket socket) throws Exception;
  }

  private void with(Client client) throws Exception {
    var server = new Server();
    var connector = new ServerConnector(server);
    var configuration =
        connector.getConnectionFactory(HttpConnectionFactory.class).getHttpConfiguration();
    SlowConnections.apply(connector, configuration, new BodyPatience(TimeUnit.SECONDS.toNanos(1)));
    server.addConnector(connector);
    server.setHandler(handler);
    server.start();
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getLocalPort()));
      client.talk(socket);
    } finally {
      server.stop();
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** A byte at a time, until the other side has enough. */
  private void drip(Socket socket) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (!never.await(50, TimeUnit.MILLISECONDS)) {
              send(socket, "x");
            }
          } catch (IOException closed) {
            assertThat(closed).isNotNull();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Reads on until the server ends the connection. */
  private static String toEnd(Socket socket) throws IOException {
    var text = new StringBuilder();
    try {
      for (int next = socket.getInputStream().read(); next >= 0; ) {
        text.append((char) next);
        next = socket.getInputStream().read();
      }
    } catch (SocketException reset) {
      assertThat(reset).isNotNull();
    }
    return text.toString();
  }

  @Test
  void a_head_that_drips_is_not_waited_for() throws Exception {
    with(socket -> {
      send(socket, "GET / HTTP/1.1\r\nHost: test\r\nX-Drip: ");
      drip(socket);
      assertThat(toEnd(socket)).doesNotContain("200 OK");
    });
  }

  @Test
  void nor_is_the_head_of_a_later_request() throws Exception {
    with(socket -> {
      send(socket, "GET /ticks HTTP/1.1\r\nHost: test\r\n\r\n");
      var head = "HTTP/1.1 200 OK";
      assertThat(
              new String(
                  socket.getInputStream().readNBytes(head.length()), StandardCharsets.US_ASCII))
          .isEqualTo(head);
      send(socket, "GET / HTTP/1.1\r\nHost: test\r\nX-Drip: ");
      drip(socket);
      assertThat(toEnd(socket)).contains("tick");
    });
  }

  @Test
  void an_answer_that_nobody_takes_is_not_kept() throws Exception {
    with(socket -> {
      send(socket, "GET /large HTTP/1.1\r\nHost: test\r\n\r\n");
      int taken = 0;
      while (!answered.isDone()) {
        taken += socket.getInputStream().read() < 0 ? 0 : 1;
        assertThat(never.await(10, TimeUnit.MILLISECONDS)).isFalse();
      }
      assertThat(answered.get()).isFalse();
      assertThat(taken).isLessThan(LARGE / 100);
    });
  }

  @Test
  void an_answer_that_is_taken_comes_whole() throws Exception {
    with(socket -> {
      send(socket, "GET /large HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
      assertThat(socket.getInputStream().readAllBytes()).hasSizeGreaterThan(LARGE);
      assertThat(answered.get()).isTrue();
    });
  }

  @Test
  void a_stream_with_little_in_it_goes_on() throws Exception {
    with(socket -> {
      send(socket, "GET /ticks HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
      assertThat(toEnd(socket).split("tick", -1)).hasSize(41);
    });
  }

  @Test
  void the_product_watches_its_connections() throws Exception {
    try (var server = TestServer.start(Map.of("FETTLE_BODY_SECONDS", "1"));
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      send(socket, "GET /_health/ HTTP/1.1\r\nHost: test\r\nX-Drip: ");
      drip(socket);
      assertThat(toEnd(socket)).doesNotContain("200");
    }
  }
}
