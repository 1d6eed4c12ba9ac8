package dev.fettle.accounts;

import dev.fettle.platform.crypto.Passwords;
import dev.fettle.platform.mail.Mail;
import dev.fettle.platform.outbox.Courier;
import dev.fettle.platform.outbox.Outbox;
import dev.fettle.platform.time.Ids;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Builds what accounts do by mail, and what tells whether there is any; apart, because the admin
 * commands need none of it.
 */
@Configuration(proxyBeanMethods = false)
public class PasswordResetModule {

  @Bean
  PasswordResetPost passwordResetPost(
      Mail mail, Outbox outbox, TransactionTemplate transactions, Ids ids) {
    return new PasswordResetPost(mail, outbox, transactions, ids);
  }

  @Bean
  PasswordReset passwordReset(
      AccountStore accounts,
      PasswordResetStore links,
      SignOut signOut,
      Passwords passwords,
      TransactionTemplate transactions,
      InstantSource clock) {
    return new PasswordReset(accounts, links, signOut, passwords, transactions, clock);
  }

  @Bean
  Courier passwordResetCourier(
      Mail mail, AccountStore accounts, PasswordResetStore links, Ids ids, InstantSource clock) {
    return mail.courier(
        PasswordResetPost.CHANNEL, new PasswordResetLetter(accounts, links, ids, clock));
  }

  @Bean
  PasswordResetRoutes passwordResetRoutes(
      PasswordResetPost post, PasswordReset reset, Registration registration, LoginLimits limits) {
    return new PasswordResetRoutes(post, reset, registration, limits);
  }

  @Bean
  InstanceRoutes instanceRoutes(
      AccountStore accounts,
      TokenStore tokens,
      Registration registration,
      InstanceSettings settings,
      Mail mail) {
    return new InstanceRoutes(accounts, tokens, registration, settings, mail.isConfigured());
  }
}
