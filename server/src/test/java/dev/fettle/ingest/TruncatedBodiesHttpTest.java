package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.fettle.testkit.Sender;
import dev.fettle.testkit.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that end before they should: the answer is 400 and says so. */
@Timeout(120)
class TruncatedBodiesHttpTest {

  private static final TestServer SERVER = TestServer.shared();
  private static final String ID = "0f68da08bbb741999d54af19324e7112";
  private final Sender sender = Sender.create(SERVER);

  /** Hardly compressible, so that half of it is half of it compressed too. */
  private static byte[] envelope() {
    var message =
        IntStream.range(0, 3000)
            .mapToObj(i -> Integer.toString(i * 7919 % 100_003, 36))
            .collect(Collectors.joining(" "));
    var event = "{\"event_id\":\"%s\",\"message\":\"%s\"}".formatted(ID, message);
    return "{\"event_id\":\"%s\"}\n{\"type\":\"event\",\"length\":%d}\n%s\n"
        .formatted(ID, event.length(), event)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] half(byte[] body) {
    return Arrays.copyOf(body, body.length / 2);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  private static byte[] zlib(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zlib = new DeflaterOutputStream(out)) {
      zlib.write(plain);
    }
    return out.toByteArray();
  }

  /** Sends, and no more; the answer. */
  private String send(String endpoint, String headers, byte[] body) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
      var out = socket.getOutputStream();
      out.write(
          "POST %s HTTP/1.1\r\nHost: test\r\nConnection: close\r\n%s\r\n\r\n"
              .formatted(sender.path(endpoint), headers)
              .getBytes(StandardCharsets.UTF_8));
      out.write(body);
      out.flush();
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertIncomplete(String what, String answer) {
    assertThat(answer).as(what).startsWith("HTTP/1.1 400").contains("Incomplete request body");
  }

  @Test
  void a_connection_that_ends_in_the_body_is_told() throws Exception {
    var whole = envelope();
    var length = "Content-Length: " + whole.length;
    assertIncomplete("length", send("envelope", length, half(whole)));
    assertIncomplete("store", send("store", length, half(whole)));
    assertIncomplete(
        "chunks",
        send(
            "envelope",
            "Transfer-Encoding: chunked",
            "10\r\n0123456789abcdef\r\n10\r\n0123".getBytes(StandardCharsets.UTF_8)));
    var packed = gzip(whole);
    assertIncomplete(
        "gzip",
        send(
            "envelope",
            "Content-Encoding: gzip\r\nContent-Length: " + packed.length,
            half(packed)));
  }

  @Test
  void a_compressed_body_that_was_cut_before_it_was_sent_is_told() throws Exception {
    var whole = envelope();
    for (var encoded :
        java.util.Map.of("gzip", gzip(whole), "deflate", zlib(whole), "zstd", Zstd.compress(whole))
            .entrySet()) {
      var cut = half(encoded.getValue());
      assertIncomplete(
          encoded.getKey(),
          send(
              "envelope",
              "Content-Encoding: %s\r\nContent-Length: %d".formatted(encoded.getKey(), cut.length),
              cut));
    }
    var garbage = "no gzip at all".getBytes(StandardCharsets.UTF_8);
    assertThat(
            send(
                "envelope", "Content-Encoding: gzip\r\nContent-Length: " + garbage.length, garbage))
        .startsWith("HTTP/1.1 400")
        .contains("Invalid compressed body");
  }

  @Test
  void what_old_clients_pack_and_is_cut_is_told() throws Exception {
    var event = "{\"event_id\":\"%s\",\"message\":\"hello\"}".formatted(ID);
    var packed = Base64.getEncoder().encode(zlib(event.getBytes(StandardCharsets.UTF_8)));
    var cut = Arrays.copyOf(packed, packed.length / 2 / 4 * 4);
    var answer = send("store", "Content-Length: " + cut.length, cut);
    assertThat(answer).startsWith("HTTP/1.1 400").containsIgnoringCase("ends early");
  }

  @Test
  void an_envelope_whose_item_is_longer_than_the_rest_is_told() throws Exception {
    var cut = half(envelope());
    assertIncomplete("item", send("envelope", "Content-Length: " + cut.length, cut));
  }
}
