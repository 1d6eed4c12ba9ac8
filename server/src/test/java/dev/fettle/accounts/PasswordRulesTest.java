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
  void what_anybody_would_guess_of_this_person_is_refused() {
    for (var password :
        List.of(
            "fettle123",
            "Fettle!2026",
            "F3ttl3#1",
            "elttef99",
            "glitchtip1",
            "bob@people",
            "People.Bob1",
            "bobpeople!!",
            "asdf2847",
            "qwer1234",
            "1qaz2wsx",
            "zxcv!99",
            "qwert!2026")) {
      assertThat(PasswordRules.check(password, "bob@people.example")).as(password).isNotNull();
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
            "bob likes green tea",
            "people-are-strange-7",
            "fettle of the sword",
            "com plicated 42 things",
            "Donaudampfschiff",
            "grüner Apfel")) {
      assertThat(PasswordRules.check(password, "ada@example.com")).as(password).isNull();
    }
  }
}
