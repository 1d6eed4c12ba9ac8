package dev.fettle.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HexUuidTest {
  private static final UUID ID = UUID.fromString("cf599ebf-db53-4b5b-a1b2-c3d4e5f60718");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cf599ebfdb534b5ba1b2c3d4e5f60718",
        "cf599ebf-db53-4b5b-a1b2-c3d4e5f60718",
        "CF599EBFDB534B5BA1B2C3D4E5F60718",
        " cf599ebfdb534b5ba1b2c3d4e5f60718 "
      })
  void every_spelling_is_the_same_id(String spelling) {
    assertThat(HexUuid.parse(spelling)).isEqualTo(ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cf599ebf",
        "cf599ebfdb534b5ba1b2c3d4e5f6071g",
        "cf599ebfdb534b5ba1b2c3d4e5f607180",
        "-cf599ebfdb534b5ba1b2c3d4e5f6071",
        "cf599ebf-db53-4b5ba1b2-c3d4-e5f60718",
        "+f599ebfdb534b5ba1b2c3d4e5f60718",
        "١f599ebfdb534b5ba1b2c3d4e5f60718"
      })
  void anything_else_is_no_id(String text) {
    assertThat(HexUuid.parse(text)).isNull();
  }

  @Test
  void nothing_is_no_id() {
    assertThat(HexUuid.parse(null)).isNull();
  }

  @Test
  void an_id_is_written_as_32_lower_case_digits() {
    assertThat(HexUuid.format(ID)).isEqualTo("cf599ebfdb534b5ba1b2c3d4e5f60718");
    assertThat(HexUuid.format(new UUID(0, 1))).isEqualTo("00000000000000000000000000000001");
  }
}
