package dev.fettle.core.envelope;

import dev.fettle.core.HexUuid;
import dev.fettle.core.Texts;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a client authenticates: the public key of a project, from a header or from the query
 * (sdk-wire 4).
 *
 * <p>Protocol version, timestamp and legacy secret are ignored on purpose: versions 4 to 7 do not
 * differ on arrival, clocks of clients are wrong, and secrets were abolished.
 */
public sealed interface SentryAuth {

  /** The scheme word, in any case. */
  String SCHEME = "sentry";

  /** Scheme words that are understood: Sentry's, and the two GlitchTip takes as well. */
  Set<String> SCHEMES = Set.of(SCHEME, "glitchtip", "dsn");

  /**
   * A well-formed key; whether it exists is for the caller to find out.
   *
   * @param publicKey the project key
   * @param client name and version the client gives itself, for instance {@code sentry.java/8.62.0}
   */
  record Key(UUID publicKey, @Nullable String client) implements SentryAuth {}

  /** There is no authentication in this place; look in the next one. */
  record Absent() implements SentryAuth {}

  /**
   * There is something, but it is no key.
   *
   * @param reason cause and remedy
   */
  record Malformed(String reason) implements SentryAuth {}

  /**
   * Reads {@code X-Sentry-Auth} or {@code Authorization}: an optional scheme word, then {@code
   * key=value} pairs in any order, separated by commas with or without blanks, any case. A header
   * of another scheme (a proxy's {@code Basic}, an API client's {@code Bearer}) is none of ours and
   * therefore absent.
   */
  static SentryAuth fromHeader(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return new Absent();
    }
    String text = header.strip();
    String scheme = scheme(text);
    boolean ours = text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    Pairs found = Pairs.read(text.substring(scheme.length()), ',', false);
    return found.key() == null && !ours && scheme.isEmpty()
        ? new Absent()
        : found.auth("the authentication header names no sentry_key");
  }

  /** The scheme word a header starts with, in its own spelling; empty when it is none of ours. */
  private static String scheme(String text) {
    int blank = text.indexOf(' ');
    String word = blank < 0 ? "" : text.substring(0, blank);
    return SCHEMES.contains(word.toLowerCase(Locale.ROOT)) ? word : "";
  }

  /** Reads {@code sentry_key} and {@code sentry_client} of a raw (still percent-encoded) query. */
  static SentryAuth fromQuery(@Nullable String rawQuery) {
    if (rawQuery == null || rawQuery.isEmpty()) {
      return new Absent();
    }
    Pairs found = Pairs.read(rawQuery, '&', true);
    return found.key() == null ? new Absent() : found.auth("sentry_key is missing");
  }

  /**
   * The two values that matter out of a list of pairs.
   *
   * @param key raw value of {@code sentry_key}
   * @param client raw value of {@code sentry_client}
   */
  record Pairs(@Nullable String key, @Nullable String client) {

    private static Pairs read(String text, char separator, boolean percentEncoded) {
      String key = null;
      String client = null;
      int from = 0;
      while (from <= text.length()) {
        int end = text.indexOf(separator, from);
        int stop = end < 0 ? text.length() : end;
        int equals = text.indexOf('=', from);
        if (equals >= 0 && equals < stop) {
          String name = text.substring(from, equals).strip();
          if (key == null && isKey(name)) {
            key = value(text.substring(equals + 1, stop), percentEncoded);
          } else if (name.equalsIgnoreCase("sentry_client")) {
            client =
                Texts.cut(
                    Texts.clean(value(text.substring(equals + 1, stop), percentEncoded)), 200);
          }
        }
        from = stop + 1;
      }
      return new Pairs(key, client);
    }

    /** GlitchTip's own spelling counts like Sentry's; the first one wins. */
    private static boolean isKey(String name) {
      return name.equalsIgnoreCase("sentry_key") || name.equalsIgnoreCase("glitchtip_key");
    }

    private static String value(String raw, boolean percentEncoded) {
      String value = raw.strip();
      if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
        value = value.substring(1, value.length() - 1);
      }
      if (!percentEncoded || value.indexOf('%') < 0) {
        return value;
      }
      try {
        return URLDecoder.decode(value, StandardCharsets.UTF_8);
      } catch (IllegalArgumentException notEncoded) {
        return value;
      }
    }

    private SentryAuth auth(String whenMissing) {
      if (key == null || key.isEmpty()) {
        return new Malformed(whenMissing + ": copy the DSN from the project's settings");
      }
      UUID publicKey = HexUuid.parse(key);
      return publicKey == null
          ? new Malformed(
              "sentry_key is not 32 hexadecimal digits: copy the DSN from the project's settings")
          : new Key(publicKey, client);
    }
  }
}
