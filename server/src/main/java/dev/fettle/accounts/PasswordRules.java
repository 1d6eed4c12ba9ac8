package dev.fettle.accounts;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a password must be: GlitchTip's four rules (Django's validators), with the codes its web
 * client knows.
 */
final class PasswordRules {

  static final int MAX_LENGTH = 128;
  private static final int MIN_LENGTH = 8;

  /** The most used ones of at least eight characters that the other rules let through. */
  private static final Set<String> COMMON =
      Set.of(
          "password",
          "password1",
          "password12",
          "password123",
          "passw0rd",
          "p@ssw0rd",
          "p@ssword",
          "qwertyuiop",
          "qwerty123",
          "qwerty12",
          "qwerty1234",
          "1q2w3e4r",
          "1q2w3e4r5t",
          "1qaz2wsx",
          "iloveyou",
          "sunshine",
          "princess",
          "football",
          "baseball",
          "superman",
          "trustno1",
          "letmein1",
          "letmein123",
          "welcome1",
          "welcome123",
          "admin123",
          "admin1234",
          "administrator",
          "changeme",
          "changeme1",
          "changeme123",
          "abc12345",
          "abcd1234",
          "a1b2c3d4",
          "asdfghjkl",
          "asdfasdf",
          "zxcvbnm1",
          "starwars",
          "whatever",
          "computer",
          "michelle",
          "jennifer",
          "test1234",
          "testtest",
          "secret123",
          "internet",
          "samantha",
          "corvette",
          "mustang1",
          "master123",
          "dragon123",
          "monkey123",
          "shadow123",
          "killer123",
          "glitchtip",
          "fettle123");

  /** A broken rule: its stable code and what to tell the person. */
  record Problem(String code, String message) {}

  private PasswordRules() {}

  /** The first rule it breaks, or null. */
  static @Nullable Problem check(String password, String email) {
    if (password.length() < MIN_LENGTH) {
      return new Problem(
          "password_too_short",
          "This password is too short. It must contain at least %d characters."
              .formatted(MIN_LENGTH));
    }
    if (password.length() > MAX_LENGTH) {
      return new Problem(
          "password_too_long",
          "This password is too long. It must contain at most %d characters."
              .formatted(MAX_LENGTH));
    }
    var lower = password.toLowerCase(Locale.ROOT);
    if (isSimilar(lower, email.toLowerCase(Locale.ROOT))) {
      return new Problem(
          "password_too_similar", "The password is too similar to the email address.");
    }
    if (COMMON.contains(lower)) {
      return new Problem("password_too_common", "This password is too common.");
    }
    if (password.chars().allMatch(Character::isDigit)) {
      return new Problem("password_entirely_numeric", "This password is entirely numeric.");
    }
    return null;
  }

  private static boolean isSimilar(String password, String email) {
    int at = email.indexOf('@');
    var name = at < 0 ? email : email.substring(0, at);
    return password.equals(email)
        || (name.length() >= 4 && password.contains(name) && password.length() - name.length() < 4);
  }
}
