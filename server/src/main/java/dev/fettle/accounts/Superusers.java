package dev.fettle.accounts;

import dev.fettle.platform.crypto.Passwords;
import java.time.InstantSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes administrators of the installation, for the command line. Thread-safe. */
public final class Superusers {

  private final AccountStore accounts;
  private final Passwords passwords;
  private final TransactionTemplate transactions;
  private final InstantSource clock;

  Superusers(
      AccountStore accounts,
      Passwords passwords,
      TransactionTemplate transactions,
      InstantSource clock) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What {@link #create} did. */
  public sealed interface Outcome {}

  /** There is a new account. */
  public record Created(long accountId) implements Outcome {}

  /** The account was there: it is an administrator now, active, with the new password. */
  public record Promoted(long accountId) implements Outcome {}

  /** Address or password cannot be used; the message says why. */
  public record Refused(String message) implements Outcome {}

  /** Makes the account of that address an administrator with that password. */
  public Outcome create(String email, String password) {
    if (!Emails.isValid(email)) {
      return new Refused(
          "\"%s\" is not an e-mail address: expected one such as ada@example.com."
              .formatted(email));
    }
    var problem = PasswordRules.check(password, email);
    if (problem != null) {
      return new Refused(problem.message());
    }
    var hash = passwords.hash(password);
    var outcome =
        transactions.execute(_ -> {
          var created = accounts.insert(email, hash, true, clock.instant());
          if (created.isPresent()) {
            return new Created(created.get());
          }
          var account = accounts.findByEmail(email).orElseThrow();
          accounts.makeSuperuser(account.id(), hash);
          return new Promoted(account.id());
        });
    return outcome == null ? new Refused("The account could not be made.") : outcome;
  }
}
