package dev.fettle.core.minidump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.testing.Fixtures;
import java.nio.file.Files;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A crafted dump of a Linux program, in the forms that crash reporters upload. */
class RecordedDumpsTest {

  private static MultipartForm form(String name) throws Exception {
    var folder = Fixtures.directory("captures").resolve("minidump-multipart-crafted");
    var meta =
        LenientJson.readObject(
            ByteSlice.of(Files.readAllBytes(folder.resolve(name + ".meta.json"))),
            JsonLimits.EVENT);
    for (JsonNode header : meta.get("headers")) {
      if (header.get(0).stringValue().equals("Content-Type")) {
        return MultipartForm.parse(
            ByteSlice.of(Files.readAllBytes(folder.resolve(name + ".body"))),
            header.get(1).stringValue());
      }
    }
    throw new AssertionError(name + " has no content type");
  }

  @Test
  void the_crash_is_read() throws Exception {
    var part = form("01-crafted-basic-minidump").first(CrashUpload.DUMP_FIELD);
    var dump = Minidump.parse(Objects.requireNonNull(part).content());
    var event = JsonNodeFactory.instance.objectNode();
    MinidumpEvent.complete(event, dump);
    assertThat(event.path("contexts").toString())
        .isEqualTo(
            "{\"os\":{\"name\":\"Linux\",\"version\":\"12.0.0\",\"build\":\"Debian GNU/Linux 12\"},"
                + "\"device\":{\"arch\":\"x86_64\"}}");
    assertThat(event.path("exception").path("values").get(0).toString())
        .startsWith("{\"type\":\"SIGSEGV\",\"value\":\"SEGV_MAPERR at address 0x0\"");
    assertThat(event.findValuesAsString("instruction_addr"))
        .containsExactly("0x7f0000029d90", "0x563400001160", "0x563400001145");
    assertThat(event.findValuesAsString("trust")).containsExactly("scan", "scan", "context");
    assertThat(event.findValuesAsString("debug_id"))
        .containsExactly(
            "031a8f9e-0007-60da-e769-683445837c4b", "a94c2558-fe72-9405-99f1-701c6b2c5c8c");
  }

  @Test
  void what_the_program_said_is_read() throws Exception {
    var upload = CrashUpload.of(form("03-crafted-bracket-keys-minidump"));
    assertThat(upload.event().path("release").stringValue()).isEqualTo("demo-native@1.2.3");
    assertThat(upload.event().path("tags").path("feature").stringValue()).isEqualTo("checkout");
    assertThat(upload.files()).hasSize(1);
    assertThat(CrashUpload.of(form("02-crafted-sentry-json-minidump")).event().isEmpty()).isFalse();
  }
}
