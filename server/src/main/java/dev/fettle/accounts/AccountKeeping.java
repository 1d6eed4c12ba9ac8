package dev.fettle.accounts;

import dev.fettle.platform.crypto.Passwords;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What an operator does to somebody's account on the command line: a new password, or no way in any
 * more. Both end every session and token at once. Thread-safe.
 */
public final class AccountKeeping {

  private final AccountStore accounts;
  private final SignOut signOut;
  private final Passwords passwords;
  private final TransactionTemplate transactions;

  AccountKeeping(
      AccountStore accounts,
      SignOut signOut,
      Passwords passwords,
      TransactionTemplate transactions) {
    this.accounts = accounts;
    this.signOut = signOut;
    this.passwords = passwords;
    this.transactions = transactions;
  }

  /** What became of it. */
  public sealed interface Outcome {}

  /** It is so now, and whoever was signed in is out. */
  public record Done() implements Outcome {}

  /** Nobody has that address. */
  public record Unknown() implements Outcome {}

  /** The password cannot be used; the message says why. */
  public record Refused(String message) implements Outcome {}

  /** Gives the account a new password; rights and memberships stay as they are. */
  public Outcome setPassword(String email, String password) {
    var problem = PasswordRules.check(password, email);
    if (problem != null) {
      return new Refused(problem.message());
    }
    var hash = passwords.hash(password);
    return change(email, account -> accounts.updatePassword(account.id(), hash));
  }

  /** Nobody signs in to it until it is activated again. */
  public Outcome deactivate(String email) {
    return change(email, account -> accounts.setActive(account.id(), false));
  }

  /** It may sign in again. */
  public Outcome activate(String email) {
    return change(email, account -> accounts.setActive(account.id(), true));
  }

  private Outcome change(String email, Consumer<Account> change) {
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          var account = accounts.findByEmail(email).orElse(null);
          if (account == null) {
            return new Unknown();
          }
          change.accept(account);
          signOut.everywhere(account.id());
          return new Done();
        }));
  }
}
