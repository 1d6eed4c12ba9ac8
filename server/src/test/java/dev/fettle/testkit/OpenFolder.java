package dev.fettle.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Folders that another account can enter: PostgreSQL runs as one when the tests run as root, and a
 * checkout below {@code /root} is closed to it. Such a folder is below {@code target} where that is
 * open, else in the system's folder for temporary files.
 */
public final class OpenFolder {

  private static final Path BASE = base();

  private OpenFolder() {}

  /** A new empty one. */
  public static Path make(String name) {
    try {
      var folder = Files.createTempDirectory(BASE, "fettle-" + name + "-");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes it with everything inside. */
  public static void delete(Path folder) {
    try (var paths = Files.walk(folder)) {
      for (var path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path base() {
    var target = Path.of("target").toAbsolutePath();
    for (@Nullable Path parent = target; parent != null; parent = parent.getParent()) {
      if (!isOpen(parent)) {
        return Path.of(System.getProperty("java.io.tmpdir"));
      }
    }
    return target;
  }

  private static boolean isOpen(Path folder) {
    try {
      return Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
