package dev.fettle.platform.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.platform.config.Settings;
import dev.fettle.testkit.Gate;
import dev.fettle.testkit.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real S3 server, and what this vault says when it cannot be used. */
class S3VaultTest extends VaultContract {

  private static final S3Vault VAULT = vault(Map.of("AWS_LOCATION", "/contract/of tests/"));

  @AfterAll
  static void close() {
    VAULT.close();
  }

  @Override
  Vault vault() {
    return VAULT;
  }

  private static S3Vault vault(Map<String, String> changes) {
    var values = new HashMap<>(S3Server.settings(S3Server.shared().port(), "other"));
    values.putAll(changes);
    return new S3Vault(
        Objects.requireNonNull(S3Settings.read(Settings.of(values))), InstantSource.system());
  }

  private static void assertRefused(Map<String, String> settings, String remedy) {
    var text = unique();
    try (var vault = vault(settings)) {
      assertThatThrownBy(() -> vault.write(hash(text), content(text)))
          .isInstanceOfSatisfying(
              BlobUnavailableException.class, e -> assertThat(e.isLocal()).isFalse())
          .hasMessageContaining("127.0.0.1")
          .hasMessageContaining(remedy)
          .hasMessageNotContaining(S3Server.SECRET);
      assertThatThrownBy(() -> vault.open(hash(text)))
          .isInstanceOf(BlobUnavailableException.class)
          .hasMessageContaining(remedy);
    }
  }

  @Test
  void a_wrong_secret_is_told() {
    assertRefused(Map.of("AWS_SECRET_ACCESS_KEY", "wrong"), "Check AWS_ACCESS_KEY_ID");
  }

  @Test
  void a_missing_bucket_is_told() {
    assertRefused(Map.of("AWS_STORAGE_BUCKET_NAME", "not-made"), "correct AWS_STORAGE_BUCKET_NAME");
  }

  @Test
  void a_server_that_is_away_is_told_and_used_again_when_it_is_back() throws IOException {
    var text = unique();
    try (var gate = new Gate(S3Server.shared().port());
        var vault = vault(Map.of("AWS_S3_ENDPOINT_URL", "http://127.0.0.1:" + gate.port()))) {
      gate.shut();
      assertThatThrownBy(() -> vault.write(hash(text), content(text)))
          .isInstanceOf(BlobUnavailableException.class)
          .hasMessageContaining("See that it runs and can be reached");
      gate.open();
      vault.write(hash(text), content(text));
      try (var bytes = vault.open(hash(text)).orElseThrow()) {
        assertThat(bytes.readAllBytes()).hasSize(text.length());
      }
    }
  }

  @Test
  void contents_of_the_folder_are_read_there_until_they_have_moved(@TempDir Path root)
      throws IOException {
    var folder = new FolderVault(root, InstantSource.system());
    var large = new Noise(7, S3Vault.PART + 1);
    var text = unique();
    folder.write(large.hash(), large);
    folder.write(hash(text), content(text));
    var moving = new MovingVault(VAULT, folder);
    assertThat(Noise.hash(moving.open(large.hash()).orElseThrow())).isEqualTo(large.hash());
    assertThat(VAULT.open(hash(text))).isEmpty();
    while (moving.moveSome(() -> true)) {
      assertThat(moving.open(hash(text))).isPresent();
    }
    assertThat(folder.open(large.hash())).isEmpty();
    assertThat(Noise.hash(VAULT.open(large.hash()).orElseThrow())).isEqualTo(large.hash());
    moving.delete(hash(text));
    assertThat(moving.open(hash(text))).isEmpty();
  }
}
