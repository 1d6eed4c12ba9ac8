package dev.fettle.accounts;

import dev.fettle.platform.http.Authenticator;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Builds accounts: credentials, signing in, tokens. */
@Configuration(proxyBeanMethods = false)
public class AccountsModule {

  @Bean
  SessionStore sessionStore(JdbcClient jdbc) {
    return new SessionStore(jdbc);
  }

  @Bean
  TokenStore tokenStore(JdbcClient jdbc) {
    return new TokenStore(jdbc);
  }

  @Bean
  Authenticator authenticator(SessionStore sessions, TokenStore tokens, InstantSource clock) {
    return new Credentials(sessions, tokens, clock);
  }
}
