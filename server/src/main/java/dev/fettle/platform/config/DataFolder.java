package dev.fettle.platform.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder that holds everything this installation keeps: database, intake log, temporary files.
 */
public record DataFolder(Path path) {

  /** A named folder inside, made when missing. */
  public Path folder(String name) {
    try {
      return Files.createDirectories(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + path.resolve(name), e);
    }
  }
}
