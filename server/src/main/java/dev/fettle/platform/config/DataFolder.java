package dev.fettle.platform.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that holds everything this installation keeps: database, intake log, temporary files.
 *
 * <p>Only the account of this process reads what is in it. The folder itself may be walked through,
 * because PostgreSQL may run as another account; it guards {@code db/} itself, and {@code pg/}
 * holds nothing but its programs.
 */
public record DataFolder(Path path) {

  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
  private static final String OWN_FOLDER = "rwx------";
  private static final String OWN_FILE = "rw-------";

  /** PostgreSQL's, and named as they are while they are made. */
  private static final Set<String> POSTGRES = Set.of("pg", "db", "db.unfinished");

  /**
   * Folders of few files; what an earlier version left in them for others to read is closed too.
   */
  private static final Set<String> SHALLOW = Set.of("intake", "bodies", "log");

  /** Makes the folder when it is missing, and closes what others could read. */
  public static DataFolder open(Path path) {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new SettingsException(
          "%s is a file, not a folder: name a folder with --data or FETTLE_DATA.".formatted(path));
    }
    try {
      Files.createDirectories(path);
      permit(path, "rwx--x--x");
      try (var entries = Files.newDirectoryStream(path)) {
        for (var entry : entries) {
          close(entry);
        }
      }
      return new DataFolder(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the data folder " + path, e);
    }
  }

  /** A named folder inside, made when missing. */
  public Path folder(String name) {
    try {
      var folder = Files.createDirectories(path.resolve(name));
      permit(folder, OWN_FOLDER);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + path.resolve(name), e);
    }
  }

  private static void close(Path entry) throws IOException {
    var name = entry.getFileName().toString();
    if (POSTGRES.contains(name)) {
      return;
    }
    if (!Files.isDirectory(entry)) {
      if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
        permit(entry, OWN_FILE);
      }
      return;
    }
    permit(entry, OWN_FOLDER);
    if (SHALLOW.contains(name)) {
      try (var files = Files.newDirectoryStream(entry, Files::isRegularFile)) {
        for (var file : files) {
          permit(file, OWN_FILE);
        }
      }
    }
  }

  /** A file system without permissions, or a volume that somebody else owns, is not refused. */
  private static void permit(Path path, String permissions) throws IOException {
    var wanted = PosixFilePermissions.fromString(permissions);
    try {
      if (!Files.getPosixFilePermissions(path).equals(wanted)) {
        Files.setPosixFilePermissions(path, wanted);
      }
    } catch (java.nio.file.FileSystemException | UnsupportedOperationException e) {
      LOG.warn("{} cannot be given the permissions {}: {}", path, permissions, e.getMessage());
    }
  }
}
