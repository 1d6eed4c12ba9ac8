package dev.fettle.bench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the generator wants to know of an HTTP/1.1 answer.
 *
 * @param closes the connection cannot be used again
 */
record Answer(int status, boolean closes) {

  private static final String END = "\r\n\r\n";

  /**
   * Reads an answer to a POST.
   *
   * @param ended no more bytes will come
   * @return null when it is not complete yet
   */
  static @Nullable Answer parse(byte[] bytes, int length, boolean ended) {
    var text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    int end = text.indexOf(END);
    if (end < 0 || !text.startsWith("HTTP/1.") || text.length() < 12) {
      return null;
    }
    int status = Integer.parseInt(text.substring(9, 12));
    var head = text.substring(0, end + 2).toLowerCase(Locale.ROOT);
    boolean closes = ended || "close".equals(header(head, "connection"));
    int bodyStart = end + END.length();
    var announced = header(head, "content-length");
    if (announced != null) {
      return length - bodyStart >= Integer.parseInt(announced) ? new Answer(status, closes) : null;
    }
    if ("chunked".equals(header(head, "transfer-encoding"))) {
      var body = text.substring(bodyStart);
      boolean complete = body.equals("0" + END) || body.endsWith("\r\n0" + END);
      return complete ? new Answer(status, closes) : null;
    }
    if (status == 204 || status == 304) {
      return new Answer(status, closes);
    }
    return ended ? new Answer(status, true) : null;
  }

  private static @Nullable String header(String head, String name) {
    int at = head.indexOf("\r\n" + name + ":");
    if (at < 0) {
      return null;
    }
    int from = at + name.length() + 3;
    return head.substring(from, head.indexOf("\r\n", from)).strip();
  }
}
