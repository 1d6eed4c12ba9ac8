package dev.fettle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that may not drift unseen: routes, schema, settings, module graph. The file in the
 * repository is what the code must give; a wanted change is refreshed with the printed command and
 * read in review.
 */
public final class Golden {

  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private Golden() {}

  /**
   * Compares with the golden file of that name, or rewrites it under {@code -Dgolden.update=true}.
   */
  public static void assertMatches(String name, String actual) {
    var file = FOLDER.resolve(name);
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, actual);
      }
      var expected = Files.exists(file) ? Files.readString(file) : "";
      assertThat(actual)
          .as(
              "%s differs from what the code gives. If you meant it: mvn -pl server -am test -Dtest='*Test'"
                  + " -Dgolden.update=true -Dsurefire.failIfNoSpecifiedTests=false, then read the diff.",
              file)
          .isEqualTo(expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
