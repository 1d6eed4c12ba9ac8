package dev.fettle.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogTest {

  private static final int MOST = 20_000;

  @TempDir private Path folder;

  @Test
  void however_much_is_printed_two_files_of_that_size_are_kept_and_the_newest_is_there()
      throws Exception {
    var log = new BoundedLog(folder.resolve("postgres.log"), MOST);
    var text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("line ").append(i).append('\n');
    }

    follow(log, text.toString());

    assertThat(Files.size(folder.resolve("postgres.log"))).isLessThanOrEqualTo(MOST);
    assertThat(Files.size(folder.resolve("postgres.log.1"))).isLessThanOrEqualTo(MOST);
    assertThat(folder.toFile().list()).hasSize(2);
    assertThat(log.tail(2)).containsExactly("line 19998", "line 19999");
  }

  @Test
  void what_was_there_stays_and_only_the_owner_reads_it() throws Exception {
    var file = folder.resolve("postgres.log");
    Files.writeString(file, "before\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    var log = new BoundedLog(file, MOST);

    follow(log, "after\n");

    assertThat(log.tail(10)).containsExactly("before", "after");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private static void follow(BoundedLog log, String text) throws InterruptedException {
    log.follow(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).join();
  }
}
