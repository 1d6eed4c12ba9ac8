package dev.fettle.platform.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderVaultTest extends VaultContract {

  @TempDir private Path root = Path.of("");
  private Vault vault = new FolderVault(root, InstantSource.system());

  @BeforeEach
  void open() {
    vault = new FolderVault(root, InstantSource.system());
  }

  @Override
  Vault vault() {
    return vault;
  }

  private Path file(BlobHash hash) {
    return root.resolve(hash.hex().substring(0, 2))
        .resolve(hash.hex().substring(2, 4))
        .resolve(hash.hex());
  }

  @Test
  void a_content_is_where_its_hash_says_and_nobody_else_reads_it() throws IOException {
    var text = unique();
    vault.write(hash(text), content(text));
    var file = file(hash(text));
    assertThat(Files.readString(file)).isEqualTo(text);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    var first = root.resolve(hash(text).hex().substring(0, 2));
    for (var folder : new Path[] {first, first.resolve(hash(text).hex().substring(2, 4))}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void what_a_crash_left_unfinished_goes_a_day_later() throws IOException {
    var text = unique();
    vault.write(hash(text), content(text));
    var old = Files.createFile(file(hash(text)).resolveSibling("0".repeat(64) + ".1.new"));
    var young = Files.createFile(file(hash(text)).resolveSibling("0".repeat(64) + ".2.new"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    vault.list(Byte.toUnsignedInt(hash(text).bytes()[0]), (_, _) -> {});
    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(file(hash(text))).exists();
  }

  @Test
  void a_file_that_was_cut_is_written_anew() throws IOException {
    var text = unique();
    vault.write(hash(text), content(text));
    Files.writeString(file(hash(text)), "cut");
    vault.write(hash(text), content(text));
    assertThat(Files.readString(file(hash(text)))).isEqualTo(text);
  }

  @Test
  void a_place_that_cannot_be_written_is_named_with_the_remedy() throws IOException {
    var text = unique();
    Files.createFile(root.resolve(hash(text).hex().substring(0, 2)));
    assertThatThrownBy(() -> vault.write(hash(text), content(text)))
        .isInstanceOf(BlobUnavailableException.class)
        .hasMessageContaining(root.toString())
        .hasMessageContaining("Make room on that disk");
  }

  @Test
  void a_name_that_is_no_hash_never_becomes_a_path() {
    for (var name : new String[] {"../../etc/passwd", "", "A".repeat(64), "é".repeat(64)}) {
      assertThatThrownBy(() -> new BlobHash(name)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
