package dev.fettle.organizations;

import java.text.Normalizer;
import java.util.Locale;

/** Turns names into the short forms that addresses are made of. */
public final class Slugs {

  private Slugs() {}

  /**
   * {@code "Über Shop!"} becomes {@code uber-shop}: letters without their accents, digits, hyphens.
   *
   * @param fallback when nothing of the name is left
   */
  public static String from(String name, int maxLength, String fallback) {
    var plain = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
    var slug =
        plain
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9_\\s-]", "")
            .strip()
            .replaceAll("[-\\s]+", "-")
            .replaceAll("^[-_]+|[-_]+$", "");
    return slug.isEmpty() ? fallback : cut(slug, maxLength);
  }

  /** A slug with an ending, the whole not longer than allowed. */
  public static String withEnding(String slug, String ending, int maxLength) {
    return cut(slug, maxLength - ending.length()) + ending;
  }

  private static String cut(String slug, int maxLength) {
    return slug.length() <= maxLength ? slug : slug.substring(0, maxLength);
  }
}
