package dev.fettle.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares text with a file of the repository; {@code -Dgolden.update=true} writes the file
 * instead.
 */
public final class Golden {
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  private Golden() {}

  /** Fails when the file says something else, naming the command that refreshes it. */
  public static void check(Path file, String actual) {
    try {
      if (UPDATE) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, actual);
      }
      String expected = Files.exists(file) ? Files.readString(file) : "";
      assertThat(actual)
          .as(
              "%s differs. If the change is intended: mvn -pl core test -Dtest=CorpusTest -Dgolden.update=true, then review the diff",
              file)
          .isEqualTo(expected);
    } catch (IOException unreadable) {
      throw new AssertionError(file + " cannot be read or written", unreadable);
    }
  }
}
