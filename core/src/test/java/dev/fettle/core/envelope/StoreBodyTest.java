package dev.fettle.core.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.testing.Seeds;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreBodyTest {
  private static final String JSON = "{\"message\":\"hello\",\"extra\":{\"x\":\"é\"}}";
  private static final int LIMIT = 1024 * 1024;

  private static StoreBody decode(byte[] body) {
    return StoreBody.decode(ByteSlice.of(body), LIMIT);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zlib(byte[] plain, int level) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Deflater deflater = new Deflater(level);
        DeflaterOutputStream stream = new DeflaterOutputStream(out, deflater)) {
      stream.write(plain);
    }
    return out.toByteArray();
  }

  private static StoreBody.Reason reason(StoreBody body) {
    assertThat(body).isInstanceOf(StoreBody.Rejected.class);
    return ((StoreBody.Rejected) body).reason();
  }

  @Test
  void base64_of_more_than_an_event_is_refused_before_it_is_decoded() {
    byte[] body = new byte[2 * LIMIT + 1];
    Arrays.fill(body, (byte) 'e');
    assertThat(reason(decode(body))).isEqualTo(StoreBody.Reason.TOO_LARGE);
  }

  @Test
  void plain_json_is_taken_as_it_is_without_a_copy() {
    byte[] body = utf8(" \n" + JSON);
    StoreBody decoded = decode(body);
    assertThat(decoded).isEqualTo(new StoreBody.Json(ByteSlice.of(JSON)));
    assertThat(((StoreBody.Json) decoded).json().array()).isSameAs(body);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        Deflater.NO_COMPRESSION,
        Deflater.BEST_SPEED,
        Deflater.DEFAULT_COMPRESSION,
        Deflater.BEST_COMPRESSION
      })
  void base64_of_zlib_is_undone(int level) throws Exception {
    byte[] body = Base64.getEncoder().encode(zlib(utf8(JSON), level));
    assertThat(decode(body)).isEqualTo(new StoreBody.Json(ByteSlice.of(JSON)));
  }

  @Test
  void line_breaks_and_form_escapes_in_base64_are_tolerated() throws Exception {
    byte[] zlib = zlib(utf8(JSON), Deflater.DEFAULT_COMPRESSION);
    String wrapped = Base64.getMimeEncoder().encodeToString(zlib);
    assertThat(decode(utf8(wrapped))).isEqualTo(new StoreBody.Json(ByteSlice.of(JSON)));
    String escaped =
        Base64.getEncoder().encodeToString(zlib).replace("+", "%2B").replace("=", "%3D");
    assertThat(decode(utf8(escaped))).isEqualTo(new StoreBody.Json(ByteSlice.of(JSON)));
  }

  @Test
  void bare_zlib_and_base64_of_json_are_understood() throws Exception {
    assertThat(decode(zlib(utf8(JSON), 6))).isEqualTo(new StoreBody.Json(ByteSlice.of(JSON)));
    assertThat(decode(Base64.getEncoder().encode(utf8(JSON))))
        .isEqualTo(new StoreBody.Json(ByteSlice.of(JSON)));
  }

  @Test
  void what_is_no_event_has_a_named_reason() throws Exception {
    assertThat(reason(decode(new byte[0]))).isEqualTo(StoreBody.Reason.EMPTY);
    assertThat(reason(decode(utf8(" \n ")))).isEqualTo(StoreBody.Reason.EMPTY);
    assertThat(reason(decode(zlib(new byte[0], 6)))).isEqualTo(StoreBody.Reason.EMPTY);
    assertThat(reason(decode(utf8("[1]")))).isEqualTo(StoreBody.Reason.NOT_JSON);
    assertThat(reason(decode(utf8("hello there")))).isEqualTo(StoreBody.Reason.NOT_JSON);
    assertThat(reason(decode(utf8("a%zz")))).isEqualTo(StoreBody.Reason.BAD_BASE64);
    assertThat(reason(decode(utf8("eJxAA")))).isEqualTo(StoreBody.Reason.BAD_BASE64);
    byte[] zlib = zlib(utf8(JSON), 6);
    byte[] cut = Arrays.copyOf(zlib, zlib.length / 2);
    assertThat(reason(decode(Base64.getEncoder().encode(cut))))
        .isEqualTo(StoreBody.Reason.BAD_ZLIB);
    zlib[4] ^= 0x55;
    assertThat(reason(decode(zlib))).isEqualTo(StoreBody.Reason.BAD_ZLIB);
  }

  @Test
  void what_is_too_large_is_refused_plain_or_packed() throws Exception {
    byte[] large = utf8("{\"a\":\"" + "abcdefgh".repeat(2000) + "\"}");
    assertThat(reason(StoreBody.decode(ByteSlice.of(large), 10_000)))
        .isEqualTo(StoreBody.Reason.TOO_LARGE);
    assertThat(reason(StoreBody.decode(ByteSlice.of(zlib(large, 6)), 10_000)))
        .isEqualTo(StoreBody.Reason.TOO_LARGE);
  }

  @Test
  void a_bomb_is_refused_by_its_ratio_before_it_is_unpacked() throws Exception {
    byte[] bomb = zlib(new byte[50_000_000], 9);
    assertThat(bomb.length).isLessThan(100_000);
    StoreBody refused = StoreBody.decode(ByteSlice.of(bomb), Integer.MAX_VALUE);
    assertThat(reason(refused)).isEqualTo(StoreBody.Reason.TOO_LARGE);
  }

  @Test
  void a_zlib_stream_that_wants_a_dictionary_is_refused() {
    assertThat(reason(decode(new byte[] {0x78, (byte) 0xbb, 0, 0, 0, 1, 1, 2, 3})))
        .isEqualTo(StoreBody.Reason.BAD_ZLIB);
  }

  static Stream<Long> seeds() {
    return Seeds.stream();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void random_bytes_have_an_outcome(long seed) throws Exception {
    byte[] body = Seeds.bytes(Seeds.random(seed), 200);
    if (body.length > 0 && seed % 2 == 0) {
      body[0] = 'e';
    }
    switch (StoreBody.decode(ByteSlice.of(body), 150)) {
      case StoreBody.Json(ByteSlice json) -> assertThat(json.length()).isBetween(1, 150);
      case StoreBody.Rejected(StoreBody.Reason _, String detail) ->
          assertThat(detail).contains(" ");
    }
  }
}
