package dev.fettle.accounts;

import dev.fettle.platform.crypto.Passwords;
import java.time.InstantSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes accounts. The first person may always register and becomes the administrator of the
 * installation; afterwards {@code ENABLE_USER_REGISTRATION} decides. Thread-safe.
 */
final class Registration {

  private final AccountStore accounts;
  private final Passwords passwords;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final boolean open;

  Registration(
      AccountStore accounts,
      Passwords passwords,
      TransactionTemplate transactions,
      InstantSource clock,
      boolean open) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.transactions = transactions;
    this.clock = clock;
    this.open = open;
  }

  /** What became of a registration. */
  sealed interface Outcome {}

  /** The account exists now. */
  record Registered(long accountId) implements Outcome {}

  /** Somebody has that address. */
  record EmailTaken() implements Outcome {}

  /** Registration is closed. */
  record Closed() implements Outcome {}

  boolean isOpen() {
    return open || !accounts.any();
  }

  /** Address and password were checked by the caller. */
  Outcome register(String email, String password) {
    if (!isOpen()) {
      return new Closed();
    }
    var hash = passwords.hash(password);
    var outcome = transactions.execute(_ -> insert(email, hash));
    return outcome == null ? new Closed() : outcome;
  }

  private Outcome insert(String email, String passwordHash) {
    boolean first = !accounts.any();
    if (first) {
      accounts.lockFirst();
      first = !accounts.any();
    }
    if (!first && !open) {
      return new Closed();
    }
    var id = accounts.insert(email, passwordHash, first, clock.instant());
    return id.isPresent() ? new Registered(id.get()) : new EmailTaken();
  }
}
