package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.github.luben.zstd.ZstdOutputStream;
import dev.fettle.platform.work.MemoryBudget;
import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.Sender;
import dev.fettle.testkit.TestServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeBodyHttpTest {

  private static final String ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";
  private static final int MIB = 1024 * 1024;
  private static final TestServer SERVER = TestServer.shared();
  private final Sender sender = Sender.create(SERVER);

  private static OutputStream encoder(String encoding, OutputStream out) throws IOException {
    return switch (encoding) {
      case "gzip", "x-gzip" -> new GZIPOutputStream(out);
      case "deflate" -> new DeflaterOutputStream(out);
      case "raw deflate" -> new DeflaterOutputStream(out, new Deflater(6, true));
      case "br" -> {
        Brotli4jLoader.ensureAvailability();
        yield new BrotliOutputStream(out);
      }
      case "zstd" -> new ZstdOutputStream(out);
      default -> throw new IllegalArgumentException(encoding);
    };
  }

  private static byte[] encode(String encoding, byte[] body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = encoder(encoding, bytes)) {
      out.write(body);
    }
    return bytes.toByteArray();
  }

  /** A small body that decodes to an envelope header and {@code mib} MiB of zeros. */
  private static byte[] bomb(String encoding, int mib) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = encoder(encoding, bytes)) {
      out.write("{}\n{\"type\":\"attachment\"}\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < mib; i++) {
        out.write(new byte[MIB]);
      }
    }
    return bytes.toByteArray();
  }

  private HttpResponse<String> send(byte[] body, String encoding) {
    return sender.post(sender.path("envelope"), body, "Content-Encoding", encoding);
  }

  private static byte[] event() {
    return Sender.event(ID).getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "deflate", "raw deflate", "br", "zstd"})
  void an_encoded_body_is_decoded(String encoding) throws Exception {
    var answer = send(encode(encoding, event()), encoding.replace("raw ", ""));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains(ID);
  }

  @Test
  void an_encoding_may_be_empty_or_identity() throws Exception {
    for (var encoding : new String[] {"", "identity", " , "}) {
      assertThat(send(event(), encoding).body()).as(encoding).contains(ID);
    }
    assertThat(send(encode("gzip", event()), "identity, GZIP").body()).contains(ID);
  }

  @Test
  void an_encoding_nobody_knows_is_refused_by_name() {
    var answer = send(event(), "compress");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("X-Sentry-Error").orElse(""))
        .contains("compress", "gzip, deflate, br or zstd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
  void a_body_that_is_not_what_it_says_is_refused_and_counted(String encoding) throws Throwable {
    var cut = encode(encoding, event());

    assertThat(send("plain text".getBytes(StandardCharsets.UTF_8), encoding).statusCode())
        .isEqualTo(400);
    assertThat(send(java.util.Arrays.copyOf(cut, cut.length / 2), encoding).statusCode())
        .isEqualTo(400);
    assertThat(send(new byte[0], encoding).statusCode()).isEqualTo(400);
    ItemSender.eventually(() ->
        assertThat(
                sender.counted(SERVER.jdbc(), "invalid", "invalid_encoding")
                    + sender.counted(SERVER.jdbc(), "invalid", "incomplete_body"))
            .isGreaterThanOrEqualTo(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
  void a_bomb_is_refused_and_counted(String encoding) throws Throwable {
    for (int mib : new int[] {10, 60}) {
      var bomb = bomb(encoding, mib);
      assertThat(bomb).hasSizeLessThan(mib * MIB / 100);

      var answer = send(bomb, encoding);

      assertThat(answer.statusCode()).as("%d MiB of zeros", mib).isEqualTo(413);
    }
    assertThat(send(event(), "").statusCode()).isEqualTo(200);
    ItemSender.eventually(
        () -> assertThat(sender.counted(SERVER.jdbc(), "invalid", "too_large")).isEqualTo(2));
  }

  @Test
  void two_encodings_are_refused_in_one_line_or_two() throws Exception {
    var twice = encode("br", encode("gzip", event()));

    for (var answer :
        java.util.List.of(
            send(twice, "gzip, br"),
            sender.post(
                sender.path("envelope"),
                twice,
                "Content-Encoding",
                "gzip",
                "Content-Encoding",
                "br"))) {
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("X-Sentry-Error").orElse(""))
          .contains("encode a body once");
    }
  }

  @Test
  void a_bomb_in_base64_is_refused_at_the_store() throws Exception {
    var body = Base64.getEncoder().encode(bomb("deflate", 60));

    var answer = sender.post(sender.path("store"), body);

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void a_body_that_is_too_large_gets_its_answer_announced_or_chunked() {
    var large = new byte[21 * MIB];

    var announced = sender.post(sender.path("envelope"), large);
    var chunked =
        Sender.send(
            sender
                .request(sender.path("envelope"))
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .build());

    for (var answer : java.util.List.of(announced, chunked)) {
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.headers().firstValue("X-Sentry-Error").orElse(""))
          .contains("FETTLE_INGEST_MAX_BODY_MB");
    }
  }

  @Test
  void a_large_body_with_a_wrong_key_gets_its_answer_and_the_connection_lives() {
    var path = "/api/%d/envelope/?sentry_key=%s".formatted(sender.projectId(), "0".repeat(32));

    var refused = sender.post(path, new byte[5 * MIB]);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("Connection")).isEmpty();
  }

  @Test
  void a_chunked_body_is_read() {
    var answer =
        Sender.send(
            sender
                .request(sender.path("envelope"))
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(event())))
                .build());

    assertThat(answer.body()).contains(ID);
  }

  @Test
  void twenty_bodies_of_twenty_megabytes_at_once_are_taken_and_small_ones_too() throws Exception {
    var large = new byte[20 * MIB - 1000];
    var header = "{}\n{\"type\":\"attachment\"}\n".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(header, 0, large, 0, header.length);
    var answers = new ArrayList<Future<HttpResponse<String>>>();
    try (var executor = Executors.newFixedThreadPool(20)) {
      for (int i = 0; i < 20; i++) {
        answers.add(executor.submit(() -> sender.post(sender.path("envelope"), large)));
      }
      for (int i = 0; i < 50; i++) {
        assertThat(sender.envelope(Sender.event(ID)).statusCode()).isEqualTo(200);
      }
    }

    for (var answer : answers) {
      assertThat(answer.get().statusCode()).isEqualTo(200);
    }
    ItemSender.eventually(
        () -> assertThat(SERVER.bean(MemoryBudget.class).free()).isEqualTo(32L * MIB));
  }

  @Test
  void a_client_that_stalls_is_answered_and_holds_only_what_it_sent() throws Exception {
    try (var server = TestServer.start(Map.of("FETTLE_INGEST_IDLE_SECONDS", "1"))) {
      var slow = Sender.create(server);
      var sockets = new ArrayList<Socket>();
      for (int i = 0; i < 50; i++) {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        sockets.add(socket);
        socket
            .getOutputStream()
            .write(
                "POST %s HTTP/1.1\r\nHost: test\r\nContent-Length: 10000000\r\n\r\n{}\n"
                    .formatted(slow.path("envelope"))
                    .getBytes(StandardCharsets.UTF_8));
      }
      assertThat(slow.envelope(Sender.event(ID)).statusCode()).isEqualTo(200);
      assertThat(server.bean(MemoryBudget.class).free()).isGreaterThan(30L * MIB);

      for (var socket : sockets) {
        try (socket) {
          var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
          assertThat(answer).startsWith("HTTP/1.1 400").contains("Incomplete request body");
        }
      }
      ItemSender.eventually(
          () -> assertThat(server.bean(MemoryBudget.class).free()).isEqualTo(32L * MIB));
    }
  }

  @Test
  void a_client_that_hangs_up_holds_nothing() throws Throwable {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
      socket
          .getOutputStream()
          .write(
              "POST %s HTTP/1.1\r\nHost: test\r\nContent-Length: 1000\r\n\r\n{}\n"
                  .formatted(sender.path("envelope"))
                  .getBytes(StandardCharsets.UTF_8));
    }
    ItemSender.eventually(
        () -> assertThat(sender.counted(SERVER.jdbc(), "invalid", "incomplete_body")).isEqualTo(1));
    ItemSender.eventually(
        () -> assertThat(SERVER.bean(MemoryBudget.class).free()).isEqualTo(32L * MIB));
  }
}
