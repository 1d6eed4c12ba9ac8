package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.platform.config.Settings;
import dev.fettle.testkit.Golden;
import dev.fettle.testkit.TestServer;
import org.junit.jupiter.api.Test;

class SettingsGoldenTest {

  @Test
  void every_setting_is_documented() {
    var declarations = TestServer.shared().bean(Settings.class).declarations();
    assertThat(declarations).hasSizeGreaterThan(8);
    var text =
        new StringBuilder(
            """
            # Settings

            Read from the environment at start; `<NAME>_FILE` names a file that holds the value.

            | Name | Kind | Default | Meaning |
            | --- | --- | --- | --- |
            """);
    for (var setting : declarations) {
      assertThat(setting.description()).as(setting.name()).isNotBlank();
      text.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  setting.name(),
                  setting.kind(),
                  shown(setting.defaultText()),
                  setting.description().replace("|", "\\|")));
    }
    Golden.assertMatches("settings.md", text.toString());
  }

  private static String shown(String value) {
    return value.isEmpty() ? "–" : "`" + value.replace(System.getProperty("user.home"), "~") + "`";
  }
}
