package dev.fettle.accounts;

import java.util.regex.Pattern;

/** What an e-mail address looks like, as far as a server can tell without sending to it. */
public final class Emails {

  public static final int MAX_LENGTH = 254;

  private static final Pattern FORM =
      Pattern.compile(
          "[^@\\s\\p{Cntrl}\"(),:;<>\\[\\]\\\\]{1,64}@(?:[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+|localhost)");

  private Emails() {}

  public static boolean isValid(String email) {
    return email.length() <= MAX_LENGTH && FORM.matcher(email).matches();
  }
}
