package dev.fettle.core.trace;

import dev.fettle.core.Texts;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What transactions are grouped by, and which of them failed.
 *
 * <p>A name is used as it is when the client knows its routes. Where it only knows the address
 * ({@code transaction_info.source} is {@code url}), the parts of the path that are identifiers
 * become {@code *}, so that a shop with a million products is one group and not a million.
 */
public final class TransactionNames {
  /** Stands for a transaction without a name. */
  public static final String UNNAMED = "<unnamed>";

  private static final int MAX_NAME = 1024;
  private static final int SHORTEST_HEX = 8;

  /** As GlitchTip counts; {@code error} is the only failure of spans of version 2. */
  private static final Set<String> FAILURES =
      Set.of(
          "error",
          "internal",
          "internal_error",
          "unavailable",
          "deadline_exceeded",
          "unimplemented",
          "permission_denied",
          "unauthenticated",
          "resource_exhausted",
          "data_loss",
          "aborted",
          "failed_precondition",
          "out_of_range",
          "unknown",
          "unknown_error");

  private TransactionNames() {}

  /** The name of the group; at most 1,024 characters. */
  public static String group(@Nullable String name, @Nullable String source) {
    if (name == null || name.isBlank()) {
      return UNNAMED;
    }
    return Texts.ellipsis("url".equals(source) ? path(name) : name.strip(), MAX_NAME);
  }

  /** Whether a status of a trace context or a span says that it failed. */
  public static boolean isFailure(@Nullable String status) {
    return status != null && FAILURES.contains(status);
  }

  private static String path(String address) {
    var text = address.strip();
    int end = text.length();
    for (int index = 0; index < end; index++) {
      char unit = text.charAt(index);
      if (unit == '?' || unit == '#') {
        end = index;
      }
    }
    var path = new StringBuilder(end);
    int from = 0;
    while (from <= end) {
      int slash = text.indexOf('/', from);
      int to = slash < 0 || slash > end ? end : slash;
      var part = text.substring(from, to);
      path.append(isIdentifier(part) ? "*" : part);
      if (to < end) {
        path.append('/');
      }
      from = to + 1;
    }
    return path.isEmpty() ? UNNAMED : path.toString();
  }

  /** Numbers, and hexadecimal of at least eight digits with a number among them. */
  private static boolean isIdentifier(String part) {
    int digits = 0;
    int letters = 0;
    for (int index = 0; index < part.length(); index++) {
      char unit = part.charAt(index);
      if (unit >= '0' && unit <= '9') {
        digits++;
      } else if ((unit >= 'a' && unit <= 'f') || (unit >= 'A' && unit <= 'F')) {
        letters++;
      } else if (unit != '-') {
        return false;
      }
    }
    return digits > 0 && (letters == 0 || digits + letters >= SHORTEST_HEX);
  }
}
