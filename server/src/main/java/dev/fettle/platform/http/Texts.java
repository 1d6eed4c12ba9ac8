package dev.fettle.platform.http;

import java.util.Locale;

/** Rules about texts that come from outside. */
final class Texts {

  private Texts() {}

  /** Whether PostgreSQL can store it: no NUL, no half of a surrogate pair. */
  static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }

  /** {@code orgRole} becomes {@code org_role}. */
  static String snakeCase(String camelCase) {
    return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
