package dev.fettle.core.envelope;

import dev.fettle.core.ByteSlice;
import java.util.List;

/**
 * A parsed envelope: header, items in order of arrival, and what went wrong on the way.
 *
 * <p>The payloads are slices of the request body; nothing is copied and nothing but the headers is
 * decoded.
 *
 * @param header the first line
 * @param items complete items, unknown types included
 * @param problems items that could not be kept, each with its named reason
 */
public record Envelope(
    EnvelopeHeader header, List<EnvelopeItem> items, List<EnvelopeProblem> problems) {
  public Envelope {
    items = List.copyOf(items);
    problems = List.copyOf(problems);
  }

  /**
   * Reads an envelope (framing: {@link EnvelopeParser}).
   *
   * @throws MalformedEnvelopeException when the first line is not a JSON object; every other defect
   *     is a {@link EnvelopeProblem}
   */
  public static Envelope parse(ByteSlice body, EnvelopeLimits limits)
      throws MalformedEnvelopeException {
    return new EnvelopeParser(body, limits).parse();
  }

  /** As {@link #parse(ByteSlice, EnvelopeLimits)}, for a part of an array. */
  public static Envelope parse(byte[] body, int offset, int length, EnvelopeLimits limits)
      throws MalformedEnvelopeException {
    return parse(ByteSlice.of(body, offset, length), limits);
  }
}
