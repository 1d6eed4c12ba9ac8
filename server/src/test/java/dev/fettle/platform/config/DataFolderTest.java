package dev.fettle.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir private Path parent;

  @Test
  void what_an_earlier_version_left_open_is_closed_and_postgres_folders_are_left_alone()
      throws Exception {
    var path = Files.createDirectory(parent.resolve("data"));
    for (var name : List.of("intake", "attachments", "log", "pg", "db")) {
      var folder = Files.createDirectories(path.resolve(name));
      permit(folder, "rwxr-xr-x");
      permit(Files.writeString(folder.resolve("file"), "secret"), "rw-r--r--");
    }
    Files.writeString(path.resolve("lock"), "");
    permit(path.resolve("lock"), "rw-r--r--");
    permit(path, "rwxr-xr-x");

    DataFolder.open(path);

    assertThat(permissions(path)).isEqualTo("rwx--x--x");
    assertThat(permissions(path.resolve("intake"))).isEqualTo("rwx------");
    assertThat(permissions(path.resolve("intake/file"))).isEqualTo("rw-------");
    assertThat(permissions(path.resolve("log/file"))).isEqualTo("rw-------");
    assertThat(permissions(path.resolve("attachments"))).isEqualTo("rwx------");
    assertThat(permissions(path.resolve("lock"))).isEqualTo("rw-------");
    assertThat(permissions(path.resolve("pg"))).isEqualTo("rwxr-xr-x");
    assertThat(permissions(path.resolve("db"))).isEqualTo("rwxr-xr-x");
  }

  @Test
  void a_new_folder_and_what_is_made_in_it_is_for_its_owner() throws Exception {
    var data = DataFolder.open(parent.resolve("some/where"));

    assertThat(permissions(data.path())).isEqualTo("rwx--x--x");
    assertThat(permissions(data.folder("intake"))).isEqualTo("rwx------");
  }

  private static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
