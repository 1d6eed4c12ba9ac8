package dev.fettle.platform.outbound;

import dev.fettle.core.ByteSlice;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A request to somebody else.
 *
 * @param headers by name; {@code Host}, {@code Content-Length} and {@code Connection} are ours
 * @param body empty for none
 * @param answerBytes how much of the answer's body is read; the rest is cut off
 * @param deadline for everything, redirects included
 * @param redirects how many are followed, each checked like the first address
 */
public record OutboundRequest(
    String method,
    URI url,
    Map<String, String> headers,
    ByteSlice body,
    int answerBytes,
    Duration deadline,
    int redirects) {

  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\x80-\\xff\\t]{0,8000}");
  private static final ByteSlice NOTHING = ByteSlice.of("");
  private static final int MOST_REDIRECTS = 10;

  /** Throws {@link IllegalArgumentException} for what would not be one HTTP request. */
  public OutboundRequest {
    if (!METHOD.matcher(method).matches()) {
      throw new IllegalArgumentException("a method is a word in capitals");
    }
    headers = Map.copyOf(headers);
    headers.forEach((name, value) -> {
      if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
        throw new IllegalArgumentException("header \"%s\" cannot be sent".formatted(name));
      }
    });
    if (answerBytes < 0
        || deadline.isNegative()
        || deadline.isZero()
        || redirects < 0
        || redirects > MOST_REDIRECTS) {
      throw new IllegalArgumentException("a limit is out of bounds");
    }
  }

  /** A GET that follows no redirect. */
  public static OutboundRequest get(URI url, int answerBytes, Duration deadline) {
    return new OutboundRequest("GET", url, Map.of(), NOTHING, answerBytes, deadline, 0);
  }

  /** A POST that follows no redirect. */
  public static OutboundRequest post(
      URI url, String contentType, ByteSlice body, int answerBytes, Duration deadline) {
    return new OutboundRequest(
        "POST", url, Map.of("Content-Type", contentType), body, answerBytes, deadline, 0);
  }

  /** The same with one more header. */
  public OutboundRequest with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new OutboundRequest(method, url, more, body, answerBytes, deadline, redirects);
  }

  /** The same, following up to that many redirects. */
  public OutboundRequest following(int most) {
    return new OutboundRequest(method, url, headers, body, answerBytes, deadline, most);
  }
}
