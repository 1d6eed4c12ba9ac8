package dev.fettle.platform.time;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the clock and the source of identifiers. */
@Configuration(proxyBeanMethods = false)
public class TimeModule {

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  Ids ids(InstantSource clock) {
    return new Ids(clock, new SecureRandom());
  }
}
