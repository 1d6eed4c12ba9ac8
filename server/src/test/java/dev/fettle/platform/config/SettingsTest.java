package dev.fettle.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  private static Settings read(Map<String, String> values) {
    var settings = Settings.of(values);
    settings.optional("DATABASE_URL", "");
    settings.optional("GLITCHTIP_DOMAIN", "");
    settings.optional("FETTLE_TRUSTED_PROXIES", "");
    return settings;
  }

  @Test
  void what_was_meant_for_us_and_is_not_read_is_told() {
    assertThat(
            read(Map.of(
                    "FETTLE_TRUSTED_PROXY", "1",
                    "GLITCHTIP_DOMIAN", "1",
                    "DATABSE_URL_FILE", "1",
                    "FETTLE_COLOUR", "1"))
                .misspellings())
        .containsExactlyInAnyOrder(
            "FETTLE_COLOUR is no setting and is not read.",
            "GLITCHTIP_DOMIAN is no setting and is not read: did you mean GLITCHTIP_DOMAIN?",
            "DATABSE_URL_FILE is no setting and is not read: did you mean DATABASE_URL?",
            "FETTLE_TRUSTED_PROXY is no setting and is not read.");
  }

  @Test
  void what_is_read_and_what_is_somebody_elses_is_not() {
    assertThat(
            read(Map.of(
                    "GLITCHTIP_DOMAIN", "1",
                    "FETTLE_TRUSTED_PROXIES_FILE", "pom.xml",
                    "PATH", "1",
                    "JAVA_HOME", "1",
                    "DATABASE_PASSWORD", "1",
                    "FETTLE_MAVEN_REPOSITORY", "1"))
                .misspellings())
        .isEmpty();
  }

  @Test
  void the_public_address_ends_without_a_slash() {
    assertThat(Settings.of(Map.of()).publicUrl()).isNull();
    for (var given :
        List.of("https://a.example/x", " https://a.example/x/ ", "https://a.example/x//")) {
      assertThat(Settings.of(Map.of("GLITCHTIP_DOMAIN", given)).publicUrl())
          .as(given)
          .isEqualTo("https://a.example/x");
    }
  }

  @Test
  void what_is_no_public_address_is_refused() {
    for (var given :
        List.of("a.example", "a.example:8000", "ftp://a.example", "https://a b", "/")) {
      assertThatThrownBy(() -> Settings.of(Map.of("GLITCHTIP_DOMAIN", given)).publicUrl())
          .as(given)
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining(given);
    }
  }

  @Test
  void a_file_is_no_data_folder(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("data"), "x");

    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("is a file, not a folder");
  }
}
