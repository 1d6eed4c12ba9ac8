package dev.fettle.accounts;

import dev.fettle.platform.crypto.Passwords;
import java.time.InstantSource;

/** Signs a person in by address and password. Thread-safe. */
final class LogIn {

  private final AccountStore accounts;
  private final Passwords passwords;
  private final LoginLimits limits;
  private final InstantSource clock;

  LogIn(AccountStore accounts, Passwords passwords, LoginLimits limits, InstantSource clock) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.limits = limits;
    this.clock = clock;
  }

  /** What became of an attempt. */
  sealed interface Outcome {}

  /** The password is right and the account is active. */
  record Right(Account account) implements Outcome {}

  /** No such account, wrong password or switched off: the answer does not say which. */
  record Wrong() implements Outcome {}

  /** This machine tries too much. */
  record TooFast() implements Outcome {}

  /** This machine, or this account, failed too often lately. */
  record TooManyFailures() implements Outcome {}

  Outcome attempt(String email, String password, String clientAddress) {
    if (!limits.mayLogIn(clientAddress)) {
      return new TooFast();
    }
    if (limits.hasFailedTooOften(clientAddress, email)) {
      return new TooManyFailures();
    }
    var account = accounts.findByEmail(email).orElse(null);
    boolean right = passwords.matches(password, account == null ? null : account.passwordHash());
    if (account == null || !right || !account.active()) {
      limits.countFailure(clientAddress, email);
      return new Wrong();
    }
    limits.forgetFailures(email);
    accounts.updateLastLogin(account.id(), clock.instant());
    return new Right(account);
  }
}
