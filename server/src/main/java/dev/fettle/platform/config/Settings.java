package dev.fettle.platform.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of the product, read from the environment.
 *
 * <p>A setting is declared by the feature that uses it, with its default, its bounds and one
 * sentence for the operator; the declarations are kept, so that the printed table and the golden
 * {@code settings.md} cannot drift from the code. {@code <NAME>_FILE} names a file that holds the
 * value (Docker and Kubernetes secrets). A value out of bounds stops the start with a message that
 * names the setting, the value and the bounds.
 */
public final class Settings {

  private static final int DEFAULT_HEAP_MIB = 128;

  private final Map<String, String> values;
  private final Map<String, Declaration> declarations = new TreeMap<>();

  /** What one setting is: {@code secret} ones are never printed. */
  public record Declaration(
      String name, String kind, String defaultText, String description, boolean secret) {}

  private Settings(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** The process environment, as it is now. */
  public static Settings fromEnvironment() {
    return new Settings(System.getenv());
  }

  /** Exactly these values: for tests and for the admin commands. */
  public static Settings of(Map<String, String> values) {
    return new Settings(values);
  }

  /** These settings with some values replaced; nothing is declared yet in the copy. */
  public Settings with(Map<String, String> overrides) {
    var merged = new TreeMap<>(values);
    merged.putAll(overrides);
    return new Settings(merged);
  }

  /** A text, or {@code defaultValue} when it is unset or empty. */
  public String text(String name, String defaultValue, String description) {
    declare(name, "text", defaultValue, description, false);
    var value = raw(name);
    return value == null ? defaultValue : value;
  }

  /** A text that may be absent. */
  public @Nullable String optional(String name, String description) {
    declare(name, "text", "", description, false);
    return raw(name);
  }

  /** A secret that may be absent; it is masked wherever settings are shown. */
  public @Nullable String secret(String name, String description) {
    declare(name, "secret", "", description, true);
    return raw(name);
  }

  /** A whole number between {@code min} and {@code max}, both included. */
  public int integer(String name, int defaultValue, int min, int max, String description) {
    declare(
        name, "integer " + min + ".." + max, Integer.toString(defaultValue), description, false);
    var value = raw(name);
    if (value == null) {
      return defaultValue;
    }
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new SettingsException(
          "%s is \"%s\": expected a whole number from %d to %d.".formatted(name, value, min, max),
          e);
    }
    throw new SettingsException(
        "%s is %s: expected a whole number from %d to %d.".formatted(name, value, min, max));
  }

  /** A switch: {@code true/1/yes/on} or {@code false/0/no/off}, in any case. */
  public boolean flag(String name, boolean defaultValue, String description) {
    declare(name, "flag", Boolean.toString(defaultValue), description, false);
    var value = raw(name);
    if (value == null) {
      return defaultValue;
    }
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default ->
          throw new SettingsException(
              "%s is \"%s\": expected true or false.".formatted(name, value));
    };
  }

  /** A duration in whole seconds, as GlitchTip's settings have it. */
  public Duration seconds(String name, int defaultSeconds, int min, int max, String description) {
    return Duration.ofSeconds(integer(name, defaultSeconds, min, max, description));
  }

  /**
   * The Java heap in MiB, from which what waits in memory is derived. The launcher makes the JVM's
   * heap that large and hands the setting on; it refuses the same bounds.
   */
  public int heapMib() {
    return integer(
        "FETTLE_HEAP_MB",
        DEFAULT_HEAP_MIB,
        96,
        65_536,
        "Java heap, in MiB; the default fits a machine of 512 MB together with the embedded PostgreSQL.");
  }

  /**
   * The address people reach this installation by, without a slash at its end, or null.
   *
   * @throws SettingsException when it is not an http or https address
   */
  public @Nullable String publicUrl() {
    var given =
        optional(
            "GLITCHTIP_DOMAIN",
            "Public address used in DSNs and links, such as https://errors.example.com or https://example.com/errors; unset: what each request was sent to.");
    if (given == null) {
      return null;
    }
    var url = given.strip().replaceFirst("/+$", "");
    var scheme = scheme(url);
    if (!"http".equals(scheme) && !"https".equals(scheme)) {
      throw new SettingsException(
          "GLITCHTIP_DOMAIN is \"%s\": expected an address such as https://errors.example.com."
              .formatted(given));
    }
    return url;
  }

  private static @Nullable String scheme(String url) {
    try {
      return URI.create(url).getScheme();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Whether a value was given, by the environment or by a file. */
  public boolean has(String name) {
    return raw(name) != null;
  }

  /** A sentence for each value that looks like a setting and is none of those declared so far. */
  public List<String> misspellings() {
    return Misspellings.of(values.keySet(), declarations.keySet());
  }

  /** Everything declared so far, by name. */
  public List<Declaration> declarations() {
    return new ArrayList<>(declarations.values());
  }

  private @Nullable String raw(String name) {
    var value = values.get(name);
    if (value != null && !value.isEmpty()) {
      return value;
    }
    var file = values.get(name + "_FILE");
    if (file == null || file.isEmpty()) {
      return null;
    }
    try {
      var text = Files.readString(Path.of(file)).strip();
      return text.isEmpty() ? null : text;
    } catch (IOException e) {
      throw new SettingsException(
          "%s_FILE names %s, which cannot be read: check the path and its permissions."
              .formatted(name, file),
          e);
    }
  }

  private void declare(
      String name, String kind, String defaultText, String description, boolean secret) {
    declarations.put(name, new Declaration(name, kind, defaultText, description, secret));
  }
}
