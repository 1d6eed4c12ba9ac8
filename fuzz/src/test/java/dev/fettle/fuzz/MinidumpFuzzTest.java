package dev.fettle.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.core.ByteSlice;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.minidump.CrashUpload;
import dev.fettle.core.minidump.Minidump;
import dev.fettle.core.minidump.MinidumpEvent;
import dev.fettle.core.minidump.MultipartForm;
import tools.jackson.databind.node.JsonNodeFactory;

/** A dump, or a form with dumps, is read or refused, and what becomes of it is bounded. */
class MinidumpFuzzTest {

  private static final int LARGEST_EVENT_BYTES = 4 * 1024 * 1024;

  @FuzzTest
  void minidump(byte[] bytes) {
    var body = ByteSlice.of(bytes);
    read(body);
    try {
      var type = "multipart/form-data; boundary=" + boundary(bytes);
      var upload = CrashUpload.of(MultipartForm.parse(body, type));
      assertThat(upload).isNotNull();
    } catch (MalformedPayloadException declared) {
      assertThat(declared.getMessage()).isNotBlank();
    }
  }

  private static void read(ByteSlice dump) {
    try {
      var event = JsonNodeFactory.instance.objectNode();
      MinidumpEvent.complete(event, Minidump.parse(dump));
      assertThat(LenientJson.write(event)).hasSizeLessThan(LARGEST_EVENT_BYTES);
    } catch (MalformedPayloadException declared) {
      assertThat(declared.getMessage()).contains("dump");
    }
  }

  /** As a client's body begins with it. */
  private static String boundary(byte[] bytes) {
    int end = 2;
    while (end < bytes.length && bytes[end] > ' ') {
      end++;
    }
    return end < 3 || bytes.length < 3 ? "x" : new String(bytes, 2, end - 2, US_ASCII);
  }
}
