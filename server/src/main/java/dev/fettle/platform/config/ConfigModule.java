package dev.fettle.platform.config;

import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Settings and the data folder. */
@Configuration(proxyBeanMethods = false)
public class ConfigModule {

  @Bean
  Settings settings() {
    return Settings.fromEnvironment();
  }

  @Bean
  public DataFolder dataFolder(Settings settings) {
    var folder =
        settings.text(
            "FETTLE_DATA",
            Path.of(System.getProperty("user.home"), ".local", "share", "fettle").toString(),
            "Folder that holds everything: database, intake log, files.");
    return DataFolder.open(Path.of(folder).toAbsolutePath());
  }
}
