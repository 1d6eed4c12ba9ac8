package dev.fettle.accounts;

import dev.fettle.platform.crypto.Digests;
import dev.fettle.platform.crypto.Passwords;
import dev.fettle.platform.mail.Mail;
import dev.fettle.platform.outbox.Outbox;
import dev.fettle.platform.outbox.OutboxMessage;
import dev.fettle.platform.time.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A new password for who forgot theirs, by a link in a mail. Thread-safe.
 *
 * <p>Asking looks at no account: it writes one message, whoever has the address, and {@link
 * PasswordResetLetter} looks when the mail is written. So neither the answer nor its time says who
 * has an account.
 */
final class PasswordReset {

  static final String CHANNEL = "password-reset";

  /** How long a link works, from when it was asked for. */
  private static final Duration AGE = Duration.ofHours(4);

  private static final int MAX_KEY = 100;

  private final AccountStore accounts;
  private final PasswordResetStore links;
  private final SignOut signOut;
  private final Passwords passwords;
  private final Mail mail;
  private final Outbox outbox;
  private final TransactionTemplate transactions;
  private final Ids ids;
  private final InstantSource clock;

  PasswordReset(
      AccountStore accounts,
      PasswordResetStore links,
      SignOut signOut,
      Passwords passwords,
      Mail mail,
      Outbox outbox,
      TransactionTemplate transactions,
      Ids ids,
      InstantSource clock) {
    this.accounts = accounts;
    this.links = links;
    this.signOut = signOut;
    this.passwords = passwords;
    this.mail = mail;
    this.outbox = outbox;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  /** What became of setting it. */
  sealed interface Outcome {}

  /** It is set; every session, token and other link of the account has ended. */
  record Done() implements Outcome {}

  /** The link is not, or no longer, right. */
  record Invalid() implements Outcome {}

  /** The password cannot be used; the link stays valid. */
  record Refused(PasswordRules.Problem problem) implements Outcome {}

  /** Whether there is mail to send a link by. */
  boolean isPossible() {
    return mail.isConfigured();
  }

  /** Lets a mail be sent to that address, which has the form of one. */
  void request(String email) {
    var message =
        new OutboxMessage(CHANNEL, "password-reset:" + ids.uuidV7(), email.strip(), "", AGE);
    transactions.executeWithoutResult(_ -> outbox.write(List.of(message)));
  }

  /** Whose link it is, while it is valid and they may sign in. */
  Optional<Account> find(String key) {
    return key.isEmpty() || key.length() > MAX_KEY
        ? Optional.empty()
        : links
            .find(Digests.sha256Hex(key), clock.instant())
            .flatMap(accounts::find)
            .filter(Account::active);
  }

  /** Sets the password and uses the link up. */
  Outcome set(String key, String password) {
    var account = find(key).orElse(null);
    if (account == null) {
      return new Invalid();
    }
    var problem = PasswordRules.check(password, account.email());
    if (problem != null) {
      return new Refused(problem);
    }
    var hash = passwords.hash(password);
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          if (!links.useUp(Digests.sha256Hex(key), clock.instant())) {
            return new Invalid();
          }
          accounts.updatePassword(account.id(), hash);
          signOut.everywhere(account.id());
          return new Done();
        }));
  }
}
