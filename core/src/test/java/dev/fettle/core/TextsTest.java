package dev.fettle.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {

  @Test
  void a_clean_text_stays_the_same_object() {
    String text = "plain é世界 🚀";
    assertThat(Texts.clean(text)).isEqualTo(text);
    String ascii = "plain";
    assertThat(Texts.clean(ascii)).isSameAs(ascii);
  }

  @Test
  void nul_characters_go_and_half_characters_are_replaced() {
    assertThat(Texts.clean("\u0000a\u0000")).isEqualTo("a");
    assertThat(Texts.clean("\ud83d")).isEqualTo("\uFFFD");
    assertThat(Texts.clean("\ud83dx\ude80")).isEqualTo("\uFFFDx\uFFFD");
  }

  @Test
  void a_cut_never_splits_a_character() {
    assertThat(Texts.cut("ab🚀", 3)).isEqualTo("ab");
    assertThat(Texts.cut("ab🚀", 4)).isEqualTo("ab🚀");
    assertThat(Texts.ellipsis("ab🚀cd", 4)).isEqualTo("ab…");
    assertThat(Texts.ellipsis("abc", 3)).isEqualTo("abc");
  }

  @Test
  void the_first_line_ends_at_any_line_break() {
    assertThat(Texts.firstLine("a\nb")).isEqualTo("a");
    assertThat(Texts.firstLine("a\r\nb")).isEqualTo("a");
    assertThat(Texts.firstLine("a")).isEqualTo("a");
    assertThat(Texts.firstLine("")).isEmpty();
  }
}
