package dev.fettle.projects;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name people say: {@code SHOP-1A}, the project's slug and the number to the base of 32. */
public record ShortId(String slug, long number) {

  private static final int RADIX = 32;
  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{1,80})-([0-9A-Va-v]{1,12})");

  public static String format(String slug, long number) {
    return slug.toUpperCase(Locale.ROOT)
        + "-"
        + Long.toString(number, RADIX).toUpperCase(Locale.ROOT);
  }

  /** Null when the text is something else. */
  public static @Nullable ShortId parse(String text) {
    var matcher = FORM.matcher(text);
    return matcher.matches()
        ? new ShortId(
            matcher.group(1).toLowerCase(Locale.ROOT), Long.parseLong(matcher.group(2), RADIX))
        : null;
  }
}
