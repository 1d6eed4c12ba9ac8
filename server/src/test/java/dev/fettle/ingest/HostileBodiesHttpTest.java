package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import dev.fettle.platform.work.MemoryBudget;
import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.RawHttp;
import dev.fettle.testkit.Sender;
import dev.fettle.testkit.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of people without a key, or without haste. */
@Timeout(120)
class HostileBodiesHttpTest {

  private static final int MIB = 1 << 20;
  private static final TestServer SERVER = TestServer.shared();
  private final Sender sender = Sender.create(SERVER);

  private static byte[] noise(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private byte[] withDsn(byte[] attachment) {
    var head =
        "{\"dsn\":\"%s\"}\n{\"type\":\"attachment\",\"length\":%d,\"filename\":\"x\"}\n"
            .formatted(sender.dsn(), attachment.length)
            .getBytes(StandardCharsets.UTF_8);
    var body = Arrays.copyOf(head, head.length + attachment.length);
    System.arraycopy(attachment, 0, body, head.length, attachment.length);
    return body;
  }

  private static byte[] gzip(byte[] body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(body);
    }
    return bytes.toByteArray();
  }

  private static byte[] zstd(byte[] body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ZstdOutputStream(bytes)) {
      out.write(body);
    }
    return bytes.toByteArray();
  }

  @Test
  void a_key_in_the_first_line_lets_a_large_encoded_body_in() throws Exception {
    var body = withDsn(noise(3 * MIB));

    for (var encoding : new String[] {"identity", "gzip", "zstd"}) {
      var encoded =
          switch (encoding) {
            case "gzip" -> gzip(body);
            case "zstd" -> zstd(body);
            default -> body;
          };
      var answer = sender.post("/tunnel", encoded, "Content-Encoding", encoding);
      assertThat(answer.statusCode()).as("%s: %s", encoding, answer.headers().map()).isEqualTo(200);
    }
  }

  /** A file name of eighteen megabytes inside a gzip header, and the review's double encoding. */
  @Test
  void nothing_is_decoded_for_whoever_has_no_key_but_a_first_line() throws Exception {
    var name = new byte[18 * MIB];
    Arrays.fill(name, (byte) 'A');
    System.arraycopy(new byte[] {0x1F, (byte) 0x8B, 8, 8, 0, 0, 0, 0, 0, 0}, 0, name, 0, 10);

    for (var encoding : new String[] {"gzip", "gzip, gzip", "gzip, zstd"}) {
      var body = encoding.endsWith("zstd") ? zstd(name) : gzip(name);
      var sent = encoding.equals("gzip") ? name : body;
      var answer = sender.post("/tunnel", sent, "Content-Encoding", encoding);
      assertThat(answer.statusCode()).as(encoding).isEqualTo(400);
    }
    var keyed = sender.post(sender.path("envelope"), name, "Content-Encoding", "gzip");
    assertThat(keyed.statusCode()).isEqualTo(400);
    assertThat(keyed.headers().firstValue("X-Sentry-Error").orElse("")).contains("hold nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gzip", "zstd"})
  void nobody_fills_disk_or_memory_before_a_key_is_known(String encoding) throws Throwable {
    var bodies = SERVER.bean(IncomingBody.Shared.class);
    var sockets = new ArrayList<Socket>();
    var line = ("{\"dsn\":\"" + "x".repeat(100)).getBytes(StandardCharsets.UTF_8);
    var start = encoding.isEmpty() ? line : zstd(noise(MIB));
    for (int i = 0; i < 25; i++) {
      var socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port());
      sockets.add(socket);
      socket.setSendBufferSize(64 * 1024);
      var head =
          "POST /tunnel HTTP/1.1\r\nHost: test\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n"
              .formatted(encoding, 20 * MIB);
      RawHttp.write(socket, head.getBytes(StandardCharsets.US_ASCII));
      RawHttp.write(socket, Arrays.copyOf(start, Math.min(start.length, 100_000)));
    }
    assertThat(bodies.spool().used()).isZero();
    ItemSender.eventually(
        () -> assertThat(SERVER.bean(MemoryBudget.class).free()).isGreaterThan(24L * MIB));
    for (var socket : sockets) {
      socket.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 26, 41, 60})
  void a_client_that_is_still_sending_reads_its_413(int mib) throws Exception {
    var url = URI.create(sender.url() + sender.path("envelope")).toURL();
    for (boolean announced : new boolean[] {true, false}) {
      var connection = (HttpURLConnection) url.openConnection();
      connection.setDoOutput(true);
      connection.setRequestMethod("POST");
      if (announced) {
        connection.setFixedLengthStreamingMode(mib * MIB);
      } else {
        connection.setChunkedStreamingMode(65_536);
      }
      try (var out = connection.getOutputStream()) {
        var block = new byte[MIB];
        for (int i = 0; i < mib; i++) {
          out.write(block);
        }
      }

      assertThat(connection.getResponseCode()).as("%d MiB", mib).isEqualTo(413);
    }
  }

  @Test
  void who_drips_is_told_and_cut_off() throws Exception {
    try (var server = TestServer.start(Map.of("FETTLE_BODY_SECONDS", "1"))) {
      var slow = Sender.create(server);
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        var head =
            "POST %s HTTP/1.1\r\nHost: test\r\nContent-Length: 1000000\r\n\r\n{}\n"
                .formatted(slow.path("envelope"));
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        Thread.ofVirtual().start(() -> drip(socket));

        var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(answer).startsWith("HTTP/1.1 408").contains("FETTLE_BODY_SECONDS");
      }
      assertThat(slow.envelope(Sender.event("fc6d8c0c43fc4630ad850ee518f1b9d0")).statusCode())
          .isEqualTo(200);
    }
  }

  private static void drip(Socket socket) {
    try {
      var pace = new CountDownLatch(1);
      while (!pace.await(50, TimeUnit.MILLISECONDS)) {
        socket.getOutputStream().write(' ');
      }
    } catch (IOException closed) {
      assertThat(socket.isConnected()).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
