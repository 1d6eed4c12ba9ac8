package dev.fettle.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ByteSliceTest {
  private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.UTF_8);

  @Test
  void a_slice_is_a_view_and_not_a_copy() {
    ByteSlice slice = ByteSlice.of(BYTES, 2, 5);
    assertThat(slice.array()).isSameAs(BYTES);
    assertThat(slice.utf8()).isEqualTo("23456");
    assertThat(slice.slice(1, 3).utf8()).isEqualTo("345");
    assertThat(slice.at(0)).isEqualTo((byte) '2');
    assertThat(slice.toByteArray()).isEqualTo("23456".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void bytes_outside_the_slice_cannot_be_reached() {
    ByteSlice slice = ByteSlice.of(BYTES, 2, 5);
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> slice.at(5));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> slice.slice(3, 3));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> ByteSlice.of(BYTES, 8, 3));
  }

  @Test
  void a_byte_is_looked_for_inside_the_slice_only() {
    ByteSlice slice = ByteSlice.of(BYTES, 2, 5);
    assertThat(slice.indexOf((byte) '4', 0)).isEqualTo(2);
    assertThat(slice.indexOf((byte) '4', 3)).isEqualTo(-1);
    assertThat(slice.indexOf((byte) '9', 0)).isEqualTo(-1);
  }

  @Test
  void slices_of_the_same_bytes_are_equal() {
    assertThat(ByteSlice.of(BYTES, 2, 5))
        .isEqualTo(ByteSlice.of("23456"))
        .hasSameHashCodeAs(ByteSlice.of("23456"));
    assertThat(ByteSlice.of("1")).isNotEqualTo(ByteSlice.of("2"));
  }
}
