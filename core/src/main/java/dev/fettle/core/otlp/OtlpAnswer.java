package dev.fettle.core.otlp;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.LenientJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What exporters are told, in the encoding they speak: an {@code Export…ServiceResponse}, or a
 * {@code google.rpc.Status} when a request is refused.
 */
public final class OtlpAnswer {

  private OtlpAnswer() {}

  /**
   * The answer to a request that was taken.
   *
   * @param rejectedField JSON's name of the count: {@code rejectedSpans} or {@code
   *     rejectedLogRecords}
   * @param rejected entries that were not kept; 0 for none
   * @param message why not
   */
  public static ByteSlice taken(
      boolean json, String rejectedField, int rejected, @Nullable String message) {
    String why = message == null ? "" : message;
    if (json) {
      var answer = JsonNodeFactory.instance.objectNode();
      if (rejected > 0) {
        answer
            .putObject("partialSuccess")
            .put(rejectedField, Integer.toString(rejected))
            .put("errorMessage", why);
      }
      return ByteSlice.of(LenientJson.write(answer));
    }
    if (rejected == 0) {
      return ByteSlice.of("");
    }
    return ByteSlice.of(message(1, numberAndText(rejected, why)));
  }

  /** The answer to a request that was refused. */
  public static ByteSlice refused(boolean json, int code, String message) {
    if (json) {
      return ByteSlice.of(
          LenientJson.write(
              JsonNodeFactory.instance.objectNode().put("code", code).put("message", message)));
    }
    return ByteSlice.of(numberAndText(code, message));
  }

  /** A message with a number as field 1 and a text as field 2: both of ours are. */
  private static byte[] numberAndText(int number, String text) {
    var out = new ByteArrayOutputStream();
    out.write(1 << 3);
    varint(out, number);
    out.writeBytes(message(2, text.getBytes(StandardCharsets.UTF_8)));
    return out.toByteArray();
  }

  private static byte[] message(int field, byte[] content) {
    var out = new ByteArrayOutputStream();
    out.write((field << 3) | 2);
    varint(out, content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static void varint(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest > 0x7F) {
      out.write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
