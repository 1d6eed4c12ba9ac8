package dev.fettle.accounts;

import dev.fettle.platform.crypto.Passwords;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes administrators of the installation, for the command line. Thread-safe. */
public final class Superusers {

  private final AccountStore accounts;
  private final SignOut signOut;
  private final Passwords passwords;
  private final TransactionTemplate transactions;
  private final InstantSource clock;

  Superusers(
      AccountStore accounts,
      SignOut signOut,
      Passwords passwords,
      TransactionTemplate transactions,
      InstantSource clock) {
    this.accounts = accounts;
    this.signOut = signOut;
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

  /** The account is there, and nobody said that it shall become an administrator. */
  public record Exists(long accountId) implements Outcome {}

  /** Address or password cannot be used; the message says why. */
  public record Refused(String message) implements Outcome {}

  /**
   * Makes the account of that address an administrator with that password.
   *
   * @param promote whether an account that exists may become one: whoever registered the address
   *     may be somebody else than is meant, so all its sessions and tokens end
   */
  public Outcome create(String email, String password, boolean promote) {
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
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          var created = accounts.insert(email, hash, true, clock.instant());
          if (created.isPresent()) {
            return new Created(created.get());
          }
          var account = accounts.findByEmail(email).orElseThrow();
          if (!promote) {
            return new Exists(account.id());
          }
          accounts.makeSuperuser(account.id(), hash);
          signOut.everywhere(account.id());
          return new Promoted(account.id());
        }));
  }
}
