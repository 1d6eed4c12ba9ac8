package dev.fettle.accounts;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What an e-mail address looks like, as far as a server can tell without sending to it. */
public final class Emails {

  public static final int MAX_LENGTH = 254;

  private static final Pattern FORM =
      Pattern.compile(
          "[^@\\s\\p{Cntrl}\"(),:;<>\\[\\]\\\\]{1,64}@(?:[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+|localhost)");

  private Emails() {}

  /** Whether it has the form, in every way of writing it. */
  public static boolean isValid(String email) {
    return email.length() <= MAX_LENGTH
        && FORM.matcher(email).matches()
        && key(email).length() <= MAX_LENGTH
        && FORM.matcher(key(email)).matches();
  }

  /**
   * The one form of an address by which accounts, invitations and attempts are stored, found and
   * counted, whatever a person types: compatible characters made equal (NFKC), lower case by the
   * rules of no language. Made here and never by the database, whose rules depend on how it was set
   * up: to it {@code İ} may be an {@code i}.
   */
  public static String key(String email) {
    var composed = Normalizer.normalize(email.strip(), Normalizer.Form.NFKC);
    return Normalizer.normalize(composed.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
  }
}
