package dev.fettle.accounts;

import dev.fettle.core.id.AccountId;
import dev.fettle.platform.crypto.Passwords;
import java.util.Objects;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives a person a new password and ends what was opened with the old one: every other browser's
 * session, every link that was mailed and, unless they shall stay, every API token. Thread-safe.
 */
final class PasswordChange {

  private final AccountStore accounts;
  private final Sessions sessions;
  private final TokenStore tokens;
  private final PasswordResetStore links;
  private final Passwords passwords;
  private final TransactionTemplate transactions;

  PasswordChange(
      AccountStore accounts,
      Sessions sessions,
      TokenStore tokens,
      PasswordResetStore links,
      Passwords passwords,
      TransactionTemplate transactions) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.tokens = tokens;
    this.links = links;
    this.passwords = passwords;
    this.transactions = transactions;
  }

  /** The new session of the browser that changed it. */
  Sessions.Started change(
      long accountId, String newPassword, boolean keepTokens, Sessions.Device device) {
    var hash = passwords.hash(newPassword);
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          accounts.updatePassword(accountId, hash);
          var started = sessions.start(accountId, "password", device);
          sessions.endOthers(accountId, started.idHash());
          links.deleteAll(accountId);
          if (!keepTokens) {
            tokens.deleteAll(new AccountId(accountId));
          }
          return started;
        }));
  }
}
