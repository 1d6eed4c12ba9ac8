package dev.fettle.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlugsTest {

  @Test
  void a_name_becomes_its_plain_letters_and_hyphens() {
    assertThat(Slugs.from("  Über  Shop! ", 50, "x")).isEqualTo("uber-shop");
    assertThat(Slugs.from("A/B -- testing_2", 50, "x")).isEqualTo("ab-testing_2");
    assertThat(Slugs.from("--__--", 50, "x")).isEqualTo("x");
    assertThat(Slugs.from("株式会社", 50, "organization")).isEqualTo("organization");
  }

  @Test
  void a_long_name_is_cut_and_an_ending_still_fits() {
    var slug = Slugs.from("a".repeat(80), 50, "x");
    assertThat(slug).hasSize(50);
    assertThat(Slugs.withEnding(slug, "-12", 50)).hasSize(50).endsWith("a-12");
  }
}
