package dev.fettle.platform.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The embedded server that another process of ours runs on a data folder. */
public final class RunningPostgres {

  /** Line of {@code postmaster.pid} that holds the port. */
  private static final int PORT_LINE = 3;

  private RunningPostgres() {}

  /**
   * Where it listens, or nothing when no process holds the folder.
   *
   * @throws DatabaseStartException when the folder is held and its server is not there (yet)
   */
  public static Optional<DatabaseAddress> find(Path dataFolder) throws IOException {
    var lock = dataFolder.resolve("lock");
    if (!Files.exists(lock) || !isHeld(lock)) {
      return Optional.empty();
    }
    var pidFile = dataFolder.resolve("db/postmaster.pid");
    var passwordFile = dataFolder.resolve(ProductRole.PASSWORD_FILE);
    if (!Files.exists(pidFile) || !Files.exists(passwordFile)) {
      throw DatabaseStartException.temporary(
          "The data folder %s is in use and its database is not running yet: try again in a moment."
              .formatted(dataFolder),
          null);
    }
    var port = Files.readAllLines(pidFile).get(PORT_LINE).strip();
    return Optional.of(
        new DatabaseAddress(
            "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
            ProductRole.NAME,
            Files.readString(passwordFile).strip()));
  }

  private static boolean isHeld(Path lockFile) throws IOException {
    try (var channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        var lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true; // held by this very process
    }
  }
}
