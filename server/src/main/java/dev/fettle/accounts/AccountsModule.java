package dev.fettle.accounts;

import dev.fettle.platform.config.Settings;
import dev.fettle.platform.crypto.Passwords;
import dev.fettle.platform.db.Retention;
import dev.fettle.platform.db.TableLife;
import dev.fettle.platform.http.Authenticator;
import dev.fettle.platform.time.Ids;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds accounts: credentials, signing in, tokens. */
@Configuration(proxyBeanMethods = false)
public class AccountsModule {

  @Bean
  InstanceSettings instanceSettings(Settings settings) {
    return InstanceSettings.read(settings);
  }

  @Bean
  AccountStore accountStore(JdbcClient jdbc) {
    return new AccountStore(jdbc);
  }

  @Bean
  SessionStore sessionStore(JdbcClient jdbc) {
    return new SessionStore(jdbc);
  }

  @Bean
  SignOut signOut(SessionStore sessions, TokenStore tokens, PasswordResetStore links) {
    return new SignOut(sessions, tokens, links);
  }

  @Bean
  Superusers superusers(
      AccountStore accounts,
      SignOut signOut,
      Passwords passwords,
      TransactionTemplate transactions,
      InstantSource clock) {
    return new Superusers(accounts, signOut, passwords, transactions, clock);
  }

  @Bean
  AccountKeeping accountKeeping(
      AccountStore accounts,
      SignOut signOut,
      Passwords passwords,
      TransactionTemplate transactions) {
    return new AccountKeeping(accounts, signOut, passwords, transactions);
  }

  @Bean
  SetupLink setupLink(AccountStore accounts, Ids ids) {
    return new SetupLink(accounts, ids);
  }

  @Bean
  PasswordChange passwordChange(
      AccountStore accounts,
      Sessions sessions,
      TokenStore tokens,
      PasswordResetStore links,
      Passwords passwords,
      TransactionTemplate transactions) {
    return new PasswordChange(accounts, sessions, tokens, links, passwords, transactions);
  }

  @Bean
  PasswordResetStore passwordResetStore(JdbcClient jdbc) {
    return new PasswordResetStore(jdbc);
  }

  @Bean
  TokenStore tokenStore(JdbcClient jdbc) {
    return new TokenStore(jdbc);
  }

  @Bean
  Accounts accounts(AccountStore store) {
    return new Accounts(store);
  }

  @Bean
  Authenticator authenticator(SessionStore sessions, TokenStore tokens, InstantSource clock) {
    return new Credentials(sessions, tokens, clock);
  }

  @Bean
  Sessions sessions(SessionStore store, Ids ids, InstantSource clock, Settings settings) {
    var age =
        settings.seconds(
            "SESSION_COOKIE_AGE",
            1_209_600,
            300,
            31_536_000,
            "How long a browser stays signed in, in seconds.");
    return new Sessions(store, ids, clock, age);
  }

  @Bean
  Registration registration(
      AccountStore accounts,
      Passwords passwords,
      SetupLink setupLink,
      TransactionTemplate transactions,
      InstantSource clock,
      InstanceSettings settings) {
    return new Registration(
        accounts, passwords, setupLink, transactions, clock, settings.userRegistration());
  }

  @Bean
  LoginLimits loginLimits(InstantSource clock) {
    return new LoginLimits(clock);
  }

  @Bean
  LogIn logIn(AccountStore accounts, Passwords passwords, LoginLimits limits, InstantSource clock) {
    return new LogIn(accounts, passwords, limits, clock);
  }

  @Bean
  AllauthRoutes allauthRoutes(
      AccountStore accounts,
      Sessions sessions,
      LogIn logIn,
      Registration registration,
      LoginLimits limits,
      Ids ids) {
    return new AllauthRoutes(accounts, sessions, logIn, registration, limits, ids);
  }

  @Bean
  AllauthAccountRoutes allauthAccountRoutes(
      AccountStore accounts,
      Sessions sessions,
      Passwords passwords,
      PasswordChange passwordChange,
      Registration registration,
      LoginLimits limits,
      Ids ids) {
    return new AllauthAccountRoutes(
        accounts, sessions, passwords, passwordChange, registration, limits, ids);
  }

  @Bean
  TokenRoutes tokenRoutes(TokenStore tokens, Ids ids, InstantSource clock) {
    return new TokenRoutes(tokens, ids, clock);
  }

  @Bean
  UserRoutes userRoutes(AccountStore accounts) {
    return new UserRoutes(accounts);
  }

  @Bean
  Retention accountsRetention() {
    return Retention.of(
        TableLife.of("account").kept("people, until they are removed"),
        TableLife.of("account_session")
            .purged("expires_at", Duration.ZERO, "SESSION_COOKIE_AGE")
            .ownedBy("account", "account_id"),
        TableLife.of("password_reset")
            .purged("expires_at", Duration.ZERO, "4 hours")
            .ownedBy("account", "account_id"),
        TableLife.of("api_token").kept("until it is revoked").ownedBy("account", "account_id"));
  }
}
