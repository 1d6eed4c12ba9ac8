package dev.fettle.projects;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Builds projects and their keys. */
@Configuration(proxyBeanMethods = false)
public class ProjectsModule {

  @Bean
  ProjectKeys projectKeys(JdbcClient jdbc) {
    return new ProjectKeys(new ProjectKeyStore(jdbc));
  }
}
