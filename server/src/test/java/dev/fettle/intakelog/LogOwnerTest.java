package dev.fettle.intakelog;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.platform.config.SettingsException;
import dev.fettle.testkit.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogOwnerTest {

  private static final UUID OURS = new UUID(1, 1);

  @TempDir Path folder = Path.of("");

  @Test
  void a_folder_belongs_to_the_database_it_was_first_used_with() throws Exception {
    LogOwner.claim(folder, OURS);

    assertThatCode(() -> LogOwner.claim(folder, OURS)).doesNotThrowAnyException();
    assertThatThrownBy(() -> LogOwner.claim(folder, new UUID(2, 2)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining(OURS.toString())
        .hasMessageContaining("FETTLE_DATA");
  }

  @Test
  void the_product_does_not_start_on_another_databases_log() throws Exception {
    Files.writeString(
        Files.createDirectories(folder.resolve("intake")).resolve("database"), OURS.toString());

    assertThatThrownBy(() -> TestServer.start(Map.of("FETTLE_DATA", folder.toString())).close())
        .hasRootCauseInstanceOf(SettingsException.class);
  }
}
