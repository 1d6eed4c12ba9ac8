package dev.fettle.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.platform.time.Ids;
import dev.fettle.platform.work.WorkPool;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class PasswordsTest {

  private final Passwords passwords =
      new Passwords(
          new Ids(InstantSource.system(), new SecureRandom()), new WorkPool("test", 1, 8));

  @Test
  void a_hash_names_its_algorithm_and_costs_and_is_never_the_same_twice() {
    var first = passwords.hash("correct horse");
    assertThat(first)
        .matches("\\$argon2id\\$v=19\\$m=12288,t=3,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    assertThat(passwords.hash("correct horse")).isNotEqualTo(first);
  }

  @Test
  void only_the_password_matches() {
    var stored = passwords.hash("pässword ☃");
    assertThat(passwords.matches("pässword ☃", stored)).isTrue();
    assertThat(passwords.matches("pässword", stored)).isFalse();
    assertThat(passwords.matches("", stored)).isFalse();
  }

  @Test
  void nothing_matches_an_account_without_a_password() {
    assertThat(passwords.matches("a password nobody has", null)).isFalse();
    assertThat(passwords.matches("", null)).isFalse();
  }

  @Test
  void a_hash_of_other_costs_is_read_by_what_it_says() {
    var form = passwords.hash("x").replace("m=12288", "m=8192");
    assertThat(passwords.matches("x", form)).isFalse();
  }

  @Test
  void another_form_is_a_fault_of_ours() {
    assertThatThrownBy(() -> passwords.matches("x", "md5$abc"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Argon2id");
  }
}
