package dev.fettle.platform.config;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Settings and the data folder. */
@Configuration(proxyBeanMethods = false)
public class ConfigModule {

  private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

  @Bean
  Settings settings() {
    return Settings.fromEnvironment();
  }

  /** Told when everything has declared what it reads. */
  @Bean
  ApplicationListener<ApplicationReadyEvent> misspellings(Settings settings) {
    return _ -> settings.misspellings().forEach(LOG::warn);
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
