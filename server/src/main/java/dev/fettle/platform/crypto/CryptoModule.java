package dev.fettle.platform.crypto;

import dev.fettle.platform.time.Ids;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the password hash. */
@Configuration(proxyBeanMethods = false)
public class CryptoModule {

  @Bean
  Passwords passwords(Ids ids) {
    return new Passwords(ids);
  }
}
