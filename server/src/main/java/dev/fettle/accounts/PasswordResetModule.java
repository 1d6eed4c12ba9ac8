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

/** Builds what accounts do by mail; apart, because the admin commands need none of it. */
@Configuration(proxyBeanMethods = false)
public class PasswordResetModule {

  @Bean
  PasswordReset passwordReset(
      AccountStore accounts,
      PasswordResetStore links,
      SignOut signOut,
      Passwords passwords,
      Mail mail,
      Outbox outbox,
      TransactionTemplate transactions,
      Ids ids,
      InstantSource clock) {
    return new PasswordReset(
        accounts, links, signOut, passwords, mail, outbox, transactions, ids, clock);
  }

  @Bean
  Courier passwordResetCourier(
      Mail mail, AccountStore accounts, PasswordResetStore links, Ids ids, InstantSource clock) {
    return mail.courier(
        PasswordReset.CHANNEL, new PasswordResetLetter(accounts, links, ids, clock));
  }

  @Bean
  PasswordResetRoutes passwordResetRoutes(
      PasswordReset reset, Registration registration, LoginLimits limits) {
    return new PasswordResetRoutes(reset, registration, limits);
  }
}
