package dev.fettle.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fettle.core.testing.RandomJson;
import dev.fettle.core.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class LenientJsonTest {

  private static String written(String json) throws MalformedPayloadException {
    return written(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String written(byte[] json) throws MalformedPayloadException {
    JsonNode root = LenientJson.read(ByteSlice.of(json), JsonLimits.SMALL).root();
    return new String(LenientJson.write(root), StandardCharsets.UTF_8);
  }

  @Test
  void well_formed_json_comes_back_as_it_was() throws Exception {
    String json =
        "{\"a\":[1,-2,1.5,true,false,null,\"é🚀\"],\"b\":{\"\":\"\"},\"t\":1795453399.903,\"big\":123456789012345678901}";
    assertThat(written(json)).isEqualTo(json);
  }

  @Test
  void nul_characters_go_and_lone_surrogates_are_replaced() throws Exception {
    assertThat(written("[\"a\\u0000b\", \"\\ud83d\", \"\\ude80x\", \"\\ud83d\\ude80\"]"))
        .isEqualTo("[\"ab\",\"\uFFFD\",\"\uFFFDx\",\"🚀\"]");
    assertThat(written("{\"k\\u0000\":1}")).isEqualTo("{\"k\":1}");
  }

  @Test
  void ill_formed_utf8_is_replaced() throws Exception {
    byte[] json = "{\"a\":\"?\"}".getBytes(StandardCharsets.UTF_8);
    json[6] = (byte) 0xff;
    assertThat(written(json)).isEqualTo("{\"a\":\"\uFFFD\"}");
  }

  @Test
  void what_the_grammar_forbids_and_clients_send_is_accepted() throws Exception {
    assertThat(written("[NaN, Infinity, -Infinity]"))
        .isEqualTo("[\"NaN\",\"Infinity\",\"-Infinity\"]");
    assertThat(written("{\"a\":\"line\nbreak\"}")).isEqualTo("{\"a\":\"line\\nbreak\"}");
    assertThat(written("{\"a\":1} trailing")).isEqualTo("{\"a\":1}");
    assertThat(written("\"\\q\"")).isEqualTo("\"q\"");
  }

  @Test
  void numbers_no_double_can_hold_become_texts() throws Exception {
    assertThat(written("[1e999, 1e999999999]")).isEqualTo("[\"1e999\",\"1e999999999\"]");
    String digits = "9".repeat(5000);
    assertThat(written("[" + digits + "]")).isEqualTo("[\"" + digits + "\"]");
  }

  /**
   * A double holds both as zero; exact numbers with such exponents cost gigabytes or do not exist.
   */
  @Test
  void numbers_with_an_exponent_out_of_all_bounds_become_texts() throws Exception {
    assertThat(written("[0e774333333333, 1e-999999999, 1e-300]"))
        .isEqualTo("[\"0e774333333333\",\"1e-999999999\",1E-300]");
  }

  @Test
  void what_is_nested_too_deep_is_replaced_and_reported() throws Exception {
    LenientJson.Document document =
        LenientJson.read(ByteSlice.of("{\"a\":[[[[1]]]],\"b\":2}"), new JsonLimits(3, 100, 100));
    assertThat(document.root().toString()).isEqualTo("{\"a\":[[\"[nested too deep]\"]],\"b\":2}");
    assertThat(document.cuts())
        .containsExactly(new LenientJson.Cut("a.0.0", "nested deeper than 3 levels"));
  }

  @Test
  void a_long_text_is_cut_and_reported() throws Exception {
    LenientJson.Document document =
        LenientJson.read(ByteSlice.of("{\"a\":{\"b\":\"0123456789\"}}"), new JsonLimits(3, 5, 100));
    assertThat(document.root().toString()).isEqualTo("{\"a\":{\"b\":\"0123…\"}}");
    assertThat(document.cuts())
        .containsExactly(new LenientJson.Cut("a.b", "longer than 5 characters"));
  }

  @Test
  void values_beyond_the_limit_are_left_out_and_reported_at_most_twenty_times() throws Exception {
    String json = "{\"a\":[" + "1,".repeat(99) + "1],\"b\":[1,2]}";
    LenientJson.Document document =
        LenientJson.read(ByteSlice.of(json), new JsonLimits(9, 100, 10));
    assertThat(document.root().toString()).isEqualTo("{\"a\":[1,1,1,1,1,1,1,1]}");
    assertThat(document.cuts()).hasSize(20);
    assertThat(document.cuts().getFirst().reason()).isEqualTo("document has more than 10 values");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{", "{\"a\":", "[1,", "nope", "{'a':1}", "\u0001", "}"})
  void what_is_no_json_is_refused_with_its_cause(String text) {
    assertThatExceptionOfType(MalformedPayloadException.class)
        .isThrownBy(() -> LenientJson.read(ByteSlice.of(text), JsonLimits.SMALL))
        .withMessageMatching("(?s)(not JSON: .+|expected JSON but found nothing)");
  }

  @Test
  void hostile_nesting_is_refused() {
    assertThatExceptionOfType(MalformedPayloadException.class)
        .isThrownBy(() -> LenientJson.read(ByteSlice.of("[".repeat(500_000)), JsonLimits.SMALL));
  }

  @Test
  void an_object_is_told_from_other_values() throws Exception {
    assertThat(LenientJson.readObject(ByteSlice.of("{}"), JsonLimits.SMALL).isEmpty()).isTrue();
    assertThatExceptionOfType(MalformedPayloadException.class)
        .isThrownBy(() -> LenientJson.readObject(ByteSlice.of("[1]"), JsonLimits.SMALL))
        .withMessage("expected a JSON object but found array");
  }

  static Stream<Long> seeds() {
    return Seeds.stream();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void what_was_written_is_read_back_unchanged(long seed) throws Exception {
    SplittableRandom random = Seeds.random(seed);
    byte[] first = LenientJson.write(RandomJson.event(random));
    JsonNode once = LenientJson.read(ByteSlice.of(first), JsonLimits.EVENT).root();
    byte[] second = LenientJson.write(once);
    JsonNode twice = LenientJson.read(ByteSlice.of(second), JsonLimits.EVENT).root();
    assertThat(twice).isEqualTo(once);
    assertThat(LenientJson.write(twice)).isEqualTo(second);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void damaged_json_is_read_or_refused(long seed) throws Exception {
    SplittableRandom random = Seeds.random(seed);
    byte[] json = LenientJson.write(RandomJson.event(random));
    for (int change = 0; change < 3; change++) {
      json[random.nextInt(json.length)] = (byte) random.nextInt();
    }
    try {
      JsonNode root = LenientJson.read(ByteSlice.of(json), JsonLimits.EVENT).root();
      byte[] kept = LenientJson.write(root);
      assertThat(LenientJson.isUtf8(ByteSlice.of(kept))).isTrue();
      assertThat(LenientJson.read(ByteSlice.of(kept), JsonLimits.EVENT).root()).isEqualTo(root);
    } catch (MalformedPayloadException declared) {
      assertThat(declared.getMessage())
          .matches("(?s)(not JSON: .+|expected JSON but found nothing)");
    }
  }

  @Test
  void only_utf_8_is_read_with_its_mark_or_without() throws Exception {
    var json = "{\"a\":\"b\"}";
    assertThat(LenientJson.readObject(ByteSlice.of("\uFEFF" + json), JsonLimits.EVENT))
        .hasToString(json);
    for (var charset :
        List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16)) {
      var bytes = ByteSlice.of(json.getBytes(charset));
      assertThatExceptionOfType(MalformedPayloadException.class)
          .isThrownBy(() -> LenientJson.read(bytes, JsonLimits.EVENT));
    }
  }

  @Test
  void a_text_field_is_found_without_a_tree() throws Exception {
    assertThat(LenientJson.textField(ByteSlice.of("{\"a\":{\"b\":\"no\"},\"b\":\"yes\"}"), "b"))
        .isEqualTo("yes");
    assertThat(LenientJson.textField(ByteSlice.of("{\"b\":[\"no\"],\"c\":1}"), "b")).isEmpty();
    assertThat(
            LenientJson.textField(
                ByteSlice.of(new byte[] {'{', '"', 'b', '"', ':', '"', -1, '"', '}'}), "b"))
        .isEqualTo("\uFFFD");
    for (var broken : new String[] {"", "[1]", "{\"a\":", "{\"a\"}"}) {
      assertThatExceptionOfType(MalformedPayloadException.class)
          .as(broken)
          .isThrownBy(() -> LenientJson.textField(ByteSlice.of(broken), "b"));
    }
  }

  @Test
  void the_start_of_a_value_costs_what_is_returned() throws Exception {
    var tree =
        LenientJson.read(ByteSlice.of("[" + "[1,2],".repeat(30_000) + "0]"), JsonLimits.EVENT)
            .root();

    assertThat(LenientJson.text(tree, 20)).isEqualTo("[[1,2],[1,2],[1,2],…");
    assertThat(LenientJson.text(tree.get(0), 20)).isEqualTo("[1,2]");
    assertThat(LenientJson.text(tree.get(0), 5)).isEqualTo("[1,2]");
    assertThat(LenientJson.text(tree.get(0), 4)).isEqualTo("[1,…");
  }
}
