package dev.fettle.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.platform.db.TableCopy;
import dev.fettle.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRemovalDbTest {

  private static final Duration RETENTION = Duration.ofDays(30);

  @TempDir private Path data;
  private final TestDatabase database = TestDatabase.create();
  private Instant now = Instant.parse("2026-11-25T10:00:00Z");
  private ContentFolder folder;
  private FileRemoval removal;

  @BeforeEach
  void begin() {
    folder = new ContentFolder(data);
    var store = new AttachmentStore(database.jdbc(), new TableCopy(database.dataSource()));
    removal = new FileRemoval(store, folder, () -> now, RETENTION);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Path write(String content, Instant written) throws IOException {
    var hash = ContentHash.of(ByteSlice.of(content));
    folder.write(hash, ByteSlice.of(content));
    var file =
        data.resolve(hash.hex().substring(0, 2))
            .resolve(hash.hex().substring(2, 4))
            .resolve(hash.hex());
    Files.setLastModifiedTime(file, FileTime.from(written));
    return file;
  }

  private void row(String content, Instant used) {
    database
        .jdbc()
        .sql(
            "INSERT INTO attachment_file (sha256, size, last_used_at) VALUES (decode(:hash, 'hex'), 1, :used::timestamptz)")
        .param("hash", ContentHash.of(ByteSlice.of(content)).hex())
        .param("used", used.toString())
        .update();
  }

  private void runAll() {
    int rounds = 0;
    while (Boolean.TRUE.equals(database.transactions().execute(_ -> removal.removeSome()))) {
      rounds++;
    }
    assertThat(rounds).isLessThan(1_000);
  }

  @Test
  void a_content_goes_when_it_was_not_used_for_the_retention_time() throws IOException {
    var old = write("old", now.minus(Duration.ofDays(40)));
    var used = write("used", now.minus(Duration.ofDays(40)));
    row("old", now.minus(Duration.ofDays(32)));
    row("used", now.minus(Duration.ofDays(29)));
    runAll();
    assertThat(old).doesNotExist();
    assertThat(used).exists();
    assertThat(
            database.jdbc().sql("SELECT count(*) FROM attachment_file").query(Long.class).single())
        .isEqualTo(1);
  }

  @Test
  void a_file_that_nobody_refers_to_goes_a_day_later() throws IOException {
    var stranger = write("stranger", now.minus(Duration.ofDays(2)));
    var young = write("young", now.minus(Duration.ofHours(2)));
    runAll();
    assertThat(stranger).exists();
    now = now.plus(Duration.ofHours(25));
    runAll();
    assertThat(stranger).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void what_a_crash_left_unfinished_goes() throws IOException {
    var whole = write("whole", now.minus(Duration.ofDays(2)));
    var unfinished = Files.createFile(whole.resolveSibling("0".repeat(64) + ".1.new"));
    Files.setLastModifiedTime(unfinished, FileTime.from(now.minus(Duration.ofDays(2))));
    runAll();
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void a_content_is_where_its_hash_says() throws IOException {
    var file = write("hello", now);
    assertThat(Files.readString(file)).isEqualTo("hello");
    assertThat(HexFormat.of().formatHex(ContentHash.of(ByteSlice.of("hello")).bytes()))
        .isEqualTo(file.getFileName().toString());
    folder.write(ContentHash.of(ByteSlice.of("hello")), ByteSlice.of("hello"));
    assertThat(Files.readString(file)).isEqualTo("hello");
    assertThat(folder.read(ContentHash.of(ByteSlice.of("hello")))).hasSize(5);
  }
}
