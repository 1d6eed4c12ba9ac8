package dev.fettle.accounts;

import dev.fettle.platform.crypto.Digests;
import dev.fettle.platform.crypto.Passwords;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/** A new password for who has the link of a {@link PasswordResetLetter}. Thread-safe. */
final class PasswordReset {

  /** A key is shorter; nothing longer is hashed and looked up. */
  static final int MAX_KEY = 400;

  private final AccountStore accounts;
  private final PasswordResetStore links;
  private final SignOut signOut;
  private final Passwords passwords;
  private final TransactionTemplate transactions;
  private final InstantSource clock;

  PasswordReset(
      AccountStore accounts,
      PasswordResetStore links,
      SignOut signOut,
      Passwords passwords,
      TransactionTemplate transactions,
      InstantSource clock) {
    this.accounts = accounts;
    this.links = links;
    this.signOut = signOut;
    this.passwords = passwords;
    this.transactions = transactions;
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
