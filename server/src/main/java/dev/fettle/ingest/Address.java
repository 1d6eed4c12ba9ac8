package dev.fettle.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Where a request was sent to, taken apart once for all doors.
 *
 * @param path decoded, as it was sent
 * @param projectId of {@code /api/N/…}, or -1 for any other path
 * @param rest what follows {@code /api/N/}, without the last slash; empty for any other path
 * @param query still encoded
 */
public record Address(String path, long projectId, String rest, @Nullable String query) {

  private static final String START = "/api/";
  private static final int MOST_DIGITS = 18;

  static Address of(String path, @Nullable String query) {
    int end = START.length();
    if (path.startsWith(START)) {
      while (end < path.length() && path.charAt(end) >= '0' && path.charAt(end) <= '9') {
        end++;
      }
    }
    int digits = end - START.length();
    if (digits < 1 || digits > MOST_DIGITS || end == path.length() || path.charAt(end) != '/') {
      return new Address(path, -1, "", query);
    }
    int last = path.length() > end + 1 && path.endsWith("/") ? path.length() - 1 : path.length();
    return new Address(
        path, Long.parseLong(path, START.length(), end, 10), path.substring(end + 1, last), query);
  }
}
