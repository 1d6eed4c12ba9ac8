package dev.fettle.digest;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Words of clients (item types, discard reasons, categories) as labels of counters. Clients choose
 * them freely, and each new one is a row per project and hour, so only so many different ones are
 * kept; later ones count as {@code other}. Used by one thread.
 */
final class Labels {

  static final int MOST = 150;
  private static final int LONGEST = 64;

  private final Set<String> known = new HashSet<>();

  /** The label for a client's word. */
  String of(String word) {
    var label = clean(word);
    if (known.contains(label) || (known.size() < MOST && known.add(label))) {
      return label;
    }
    return "other";
  }

  /** Lower-case letters, digits and underscores; everything else becomes an underscore. */
  static String clean(String word) {
    var label = new StringBuilder(Math.min(word.length(), LONGEST));
    for (int i = 0; i < word.length() && i < LONGEST; i++) {
      char c = word.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      label.append(plain ? c : '_');
    }
    return label.toString().toLowerCase(Locale.ROOT);
  }
}
