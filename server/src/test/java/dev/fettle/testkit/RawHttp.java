package dev.fettle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sends exactly these bytes, for what no decent client would write. */
public final class RawHttp {

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

  private RawHttp() {}

  /** What came back: the whole head, and the body as it was sent. */
  public record Answer(int status, String head, String body) {

    /** The first value of a header. */
    public Optional<String> header(String name) {
      return head.lines()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst();
    }
  }

  /**
   * Sends as much of it as the other side takes. A server that has refused closes while a client is
   * still sending, and how far that one got by then is chance: what it answered counts.
   */
  public static void write(Socket socket, byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (SocketException refused) {
      assertThat(refused).hasMessageMatching("(?i).*(broken pipe|connection reset|closed).*");
    }
  }

  /** One request on a connection of its own; the head without its last empty line. */
  public static Answer send(TestServer server, String head, String body) {
    var address = java.net.URI.create(server.url());
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(20_000);
      var text = head.strip().replace("\n", "\r\n") + "\r\nConnection: close\r\n\r\n" + body;
      write(socket, text.getBytes(StandardCharsets.UTF_8));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var status = STATUS.matcher(answer);
      int end = answer.indexOf("\r\n\r\n");
      if (!status.lookingAt() || end < 0) {
        throw new AssertionError("no answer: " + answer);
      }
      return new Answer(
          Integer.parseInt(status.group(1)), answer.substring(0, end), answer.substring(end + 4));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(head, e);
    }
  }
}
