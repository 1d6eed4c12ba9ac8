package dev.fettle.issues;

import dev.fettle.platform.paging.Cursor;
import dev.fettle.platform.refusal.RefusedException;
import java.util.regex.Pattern;

/** The database's own text of a time, as list cursors carry it, to the microsecond. */
final class SortTime {

  private static final Pattern FORM =
      Pattern.compile(
          "\\d{4,6}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?[+-]\\d\\d(:\\d\\d){0,2}");

  private SortTime() {}

  /**
   * The same text.
   *
   * @throws RefusedException when it is no such time
   */
  static String check(String text) {
    if (!FORM.matcher(text).matches()) {
      throw Cursor.invalid();
    }
    return text;
  }
}
