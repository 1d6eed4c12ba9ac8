package dev.fettle.intakelog;

import dev.fettle.platform.config.SettingsException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Which database the log in a folder belongs to. Its records name projects by number, and its
 * positions are that database's: with another one, events would go to strangers or be taken for
 * digested.
 */
public final class LogOwner {

  private static final String FILE = "database";

  private LogOwner() {}

  /**
   * Writes the database's id into the folder, or compares it with the one that is there.
   *
   * @throws SettingsException when the folder belongs to another database
   */
  public static void claim(Path folder, UUID database) throws IOException {
    var file = folder.resolve(FILE);
    if (Files.exists(file)) {
      var owner = Files.readString(file).strip();
      if (!owner.equals(database.toString())) {
        throw new SettingsException(
            """
            The intake log in %s belongs to another database (%s) than DATABASE_URL leads to (%s). \
            Use the database it belongs to, or another data folder (FETTLE_DATA); \
            or delete %1$s, which gives up what is acknowledged and not digested.\
            """
                .formatted(folder, owner, database));
      }
      return;
    }
    var written = folder.resolve(FILE + ".new");
    Files.writeString(written, database + "\n");
    try (var channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
