package dev.fettle.core.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the {@code fixtures} folder of the repository from wherever the tests run. */
public final class Fixtures {
  private Fixtures() {}

  /** A folder below {@code fixtures}; it need not exist. */
  public static Path directory(String name) {
    Path place = Path.of("").toAbsolutePath();
    while (place != null) {
      if (Files.isDirectory(place.resolve("fixtures").resolve("captures"))) {
        return place.resolve("fixtures").resolve(name);
      }
      place = place.getParent();
    }
    throw new AssertionError("no folder above this one holds fixtures/captures");
  }
}
