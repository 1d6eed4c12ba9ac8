package dev.fettle.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database files in {@code db/} of the data folder: made on first use under another name and
 * renamed when complete, so that a kill in the middle is simply made again.
 */
record PostgresCluster(Path folder, UnprivilegedUser user, PostgresBinaries binaries) {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresCluster.class);

  /**
   * Makes the cluster when there is none.
   *
   * @throws DatabaseStartException when there is one of another major version
   */
  void make(String password) throws IOException, InterruptedException {
    var cluster = folder.resolve("db");
    var versionFile = cluster.resolve("PG_VERSION");
    if (Files.exists(versionFile)) {
      var version = Files.readString(versionFile).strip();
      if (!version.equals(Integer.toString(PostgresBinaries.MAJOR))) {
        throw new DatabaseStartException(
            ("The database in %s was made by PostgreSQL %s and this Fettle carries PostgreSQL %d."
                    + " Start it with the Fettle that made it, or choose a new data folder.")
                .formatted(cluster, version, PostgresBinaries.MAJOR));
      }
      return;
    }
    LOG.info("Making a new database in {}", cluster);
    var unfinished = folder.resolve("db.unfinished");
    PostgresBinaries.deleteTree(unfinished);
    Files.createDirectory(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    user.own(unfinished);
    var passwordFile = folder.resolve("initdb-password");
    writePrivately(passwordFile, password);
    user.own(passwordFile);
    run(
        List.of(
            binaries.initdb().toString(),
            "-D",
            unfinished.toString(),
            "-U",
            "postgres",
            "-A",
            "scram-sha-256",
            "--pwfile=" + passwordFile,
            "-E",
            "UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
            "--no-instructions"));
    Files.delete(passwordFile);
    Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    var log = folder.resolve("log/initdb.log");
    var process =
        new ProcessBuilder(user.commandLine(false, command))
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new DatabaseStartException(
          "%s failed; its output:\n%s".formatted(command.getFirst(), Files.readString(log)));
    }
  }

  /** A password of letters and digits that nobody guesses. */
  static String newPassword() {
    var bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** A file that only its owner reads. */
  static void writePrivately(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }
}
