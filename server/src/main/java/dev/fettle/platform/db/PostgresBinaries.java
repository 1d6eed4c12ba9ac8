package dev.fettle.platform.db;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs carried inside the product, unpacked once below a folder.
 *
 * <p>The archive holds {@code bin/initdb}, {@code bin/postgres}, their libraries and share files.
 * The folder is named after the version, made under another name first and renamed when complete,
 * so a kill in the middle leaves nothing that looks finished.
 */
record PostgresBinaries(Path home) {

  /** The major version of the carried programs; a data folder of another one is refused. */
  static final int MAJOR = 18;

  /** The carried version; the programs of another one in a data folder give way to it. */
  static final String VERSION = MAJOR + ".4";

  private static final String LAYOUT = "postgres-" + VERSION;

  Path initdb() {
    return home.resolve("bin/initdb");
  }

  Path postgres() {
    return home.resolve("bin/postgres");
  }

  /** The programs below {@code folder}, unpacked if they are not there yet. */
  static PostgresBinaries unpackInto(Path folder) throws IOException {
    var home = folder.resolve(LAYOUT);
    if (Files.isExecutable(home.resolve("bin/postgres"))) {
      return new PostgresBinaries(home);
    }
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, permissions(true));
    var unfinished = folder.resolve(LAYOUT + ".unfinished");
    deleteTree(unfinished);
    Files.createDirectories(unfinished);
    var resource = archiveName();
    try (var in = PostgresBinaries.class.getResourceAsStream("/" + resource)) {
      if (in == null) {
        throw new DatabaseStartException(
            "There is no embedded PostgreSQL for %s %s: set DATABASE_URL to an external PostgreSQL 14 or newer."
                .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
      }
      unpack(in, unfinished);
    }
    Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    return new PostgresBinaries(home);
  }

  /** Removes the programs of other versions; no server of theirs may run any more. */
  void deleteOthers() throws IOException {
    var folder = Objects.requireNonNull(home.getParent());
    try (var entries = Files.newDirectoryStream(folder, "postgres-*")) {
      for (var entry : entries) {
        if (!entry.equals(home)) {
          deleteTree(entry);
        }
      }
    }
  }

  private static String archiveName() {
    var arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return arch.equals("aarch64") ? "postgres-linux-arm_64.txz" : "postgres-linux-x86_64.txz";
  }

  private static void unpack(InputStream archive, Path target) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("archive entry outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          unpackFile(tar, entry, path);
        }
        entry = tar.getNextEntry();
      }
    }
    try (var paths = Files.walk(target, new FileVisitOption[0])) {
      for (var path : (Iterable<Path>) paths.filter(Files::isDirectory)::iterator) {
        Files.setPosixFilePermissions(path, permissions(true));
      }
    }
  }

  private static void unpackFile(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    var parent = path.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(path, permissions((entry.getMode() & 0100) != 0));
  }

  /** Readable by the unprivileged user that runs the server, writable by the owner only. */
  private static Set<PosixFilePermission> permissions(boolean executable) {
    var permissions =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if (executable) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return permissions;
  }

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (var paths = Files.walk(root)) {
      for (var path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(path);
      }
    }
  }
}
