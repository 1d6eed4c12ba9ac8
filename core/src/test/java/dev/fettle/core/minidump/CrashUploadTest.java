package dev.fettle.core.minidump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.testing.Seeds;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrashUploadTest {

  private static final String TYPE = "multipart/form-data; boundary=XX";

  private static String field(String name, String value) {
    return "--XX\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(name, value);
  }

  private static String file(String name, String filename, String content) {
    return "--XX\r\ncontent-disposition: form-data; filename=\"%s\"; name=\"%s\"\r\nContent-Type: text/plain\r\n\r\n%s\r\n"
        .formatted(filename, name, content);
  }

  private static MultipartForm form(String body) throws MalformedPayloadException {
    return MultipartForm.parse(ByteSlice.of(body), TYPE);
  }

  private static CrashUpload upload(String body) throws MalformedPayloadException {
    return CrashUpload.of(form(body + "--XX--\r\n"));
  }

  @Test
  void the_program_describes_its_event_in_json_and_in_single_fields() throws Exception {
    var upload =
        upload(
            field("sentry__initialScope", "{\"release\":\"a\",\"tags\":{\"from\":\"scope\"}}")
                + field("sentry", "{\"release\":\"app@1\",\"tags\":{\"channel\":\"beta\"}}")
                + field("sentry[tags][feature]", "checkout")
                + field("sentry[environment]", "staging")
                + field("ver", "1.2"));
    assertThat(upload.event().toString())
        .isEqualTo(
            "{\"release\":\"app@1\",\"tags\":{\"from\":\"scope\",\"channel\":\"beta\",\"feature\":\"checkout\"},"
                + "\"environment\":\"staging\",\"extra\":{\"ver\":\"1.2\"}}");
  }

  @Test
  void json_that_was_cut_into_annotations_is_put_together() throws Exception {
    var upload = upload(field("sentry__2", "\"app@1\"}") + field("sentry__1", "{\"release\":"));
    assertThat(upload.event().toString()).isEqualTo("{\"release\":\"app@1\"}");
  }

  @Test
  void files_beside_the_dump_are_kept() throws Exception {
    var upload =
        upload(file("upload_file_minidump", "a.dmp", "MDMP") + file("log", "app.log", "a\r\n-b\n"));
    assertThat(upload.files()).hasSize(1);
    var log = upload.files().getFirst();
    assertThat(log.filename()).isEqualTo("app.log");
    assertThat(log.contentType()).isEqualTo("text/plain");
    assertThat(log.content().utf8()).isEqualTo("a\r\n-b\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sentry", "sentry__initialScope", "sentry__1", "sentry[", "sentry[a", "sentry[]"})
  void nonsense_in_a_description_costs_nothing(String name) throws Exception {
    var upload = upload(field(name, "nonsense{{{") + field("sentry[release]", "app@1"));
    assertThat(upload.event().path("release").stringValue()).isEqualTo("app@1");
  }

  @Test
  void a_form_that_was_cut_keeps_its_last_field() throws Exception {
    var form = form(field("a", "1") + "--XX\r\nContent-Disposition: form-data; name=b\r\n\r\nrest");
    assertThat(form.parts()).hasSize(2);
    assertThat(form.parts().getLast().name()).isEqualTo("b");
    assertThat(form.parts().getLast().content().utf8()).isEqualTo("rest");
  }

  @Test
  void only_so_many_fields_are_read() throws Exception {
    assertThat(form(field("a", "1").repeat(10_000)).parts()).hasSize(90);
  }

  @ParameterizedTest
  @CsvSource({
    "multipart/form-data; boundary=XX",
    "multipart/form-data;boundary=\"XX\"",
    "multipart/form-data; charset=utf-8; BOUNDARY=XX; a=b"
  })
  void the_boundary_is_found_however_it_is_written(String type) throws Exception {
    assertThat(MultipartForm.parse(ByteSlice.of(field("a", "1")), type).first("a")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"multipart/form-data", "multipart/form-data; boundary=", "x; boundary=YY"})
  void a_form_without_its_boundary_is_malformed(String type) {
    assertThatThrownBy(() -> MultipartForm.parse(ByteSlice.of(field("a", "1")), type))
        .isInstanceOf(MalformedPayloadException.class);
  }

  static Stream<Long> seeds() {
    return Seeds.stream();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_damaged_form_is_read_or_refused(long seed) {
    var random = Seeds.random(seed);
    var body =
        (field("sentry", "{\"release\":\"a\"}")
                + file("log", "l", "x")
                + field("sentry[a][b]", "1"))
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (int change = 0; change < 10; change++) {
      body[random.nextInt(body.length)] = (byte) random.nextInt();
    }
    try {
      var upload = CrashUpload.of(MultipartForm.parse(ByteSlice.of(body), TYPE));
      assertThat(upload.files()).hasSizeLessThan(4);
    } catch (MalformedPayloadException declared) {
      assertThat(declared).hasMessageContaining("form");
    }
  }
}
