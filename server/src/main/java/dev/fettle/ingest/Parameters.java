package dev.fettle.ingest;

import dev.fettle.core.Texts;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names and values of a query or of a form ({@code application/x-www-form-urlencoded}): the first
 * value of a name counts, blank ones are absent, what is not well encoded is taken as it is.
 */
public record Parameters(Map<String, String> values) {

  private static final int MOST = 100;

  public Parameters {
    values = Map.copyOf(values);
  }

  public static Parameters parse(@Nullable String encoded) {
    var values = new LinkedHashMap<String, String>();
    for (var pair : (encoded == null ? "" : encoded).split("&", MOST + 1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && values.size() < MOST) {
        var value = decode(pair.substring(equals + 1));
        if (!value.isBlank()) {
          values.putIfAbsent(decode(pair.substring(0, equals)), value);
        }
      }
    }
    return new Parameters(values);
  }

  public @Nullable String get(String name) {
    return values.get(name);
  }

  /** The value, cut to {@code max} characters. */
  public @Nullable String get(String name, int max) {
    var value = values.get(name);
    return value == null ? null : Texts.cut(value.strip(), max);
  }

  private static String decode(String encoded) {
    try {
      return Texts.clean(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notEncoded) {
      return Texts.clean(encoded);
    }
  }
}
