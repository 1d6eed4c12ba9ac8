package dev.fettle.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordRulesTest {

  @Test
  void what_everybody_tries_first_is_refused() {
    for (var password :
        List.of(
            "password1234",
            "Password1!",
            "P@ssw0rd!",
            "!!password",
            "abcdefgh",
            "ABCDEFGHIJ",
            "11111111a",
            "aaaaaaaaaaaa",
            "qwertyuiop12",
            "zxcvbnm,",
            "abcabcabc",
            "12345678a",
            "hgfedcba",
            "dragon12",
            "letmein!1",
            "trustno1",
            "iloveyou2")) {
      var problem = PasswordRules.check(password, "ada@example.com");
      assertThat(problem == null ? "none" : problem.code())
          .as(password)
          .isEqualTo("password_too_common");
    }
  }

  @Test
  void what_somebody_thought_of_is_taken() {
    for (var password :
        List.of(
            "correct horse battery staple",
            "correct horse alice",
            "a better password",
            "x7!kWq2_pL",
            "Donaudampfschiff",
            "grüner Apfel")) {
      assertThat(PasswordRules.check(password, "ada@example.com")).as(password).isNull();
    }
  }
}
