package dev.fettle.accounts;

import dev.fettle.platform.crypto.Passwords;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

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

  /** Wrong too often lately: this machine or its network, or with this account. */
  record TooManyFailures() implements Outcome {}

  /**
   * One attempt.
   *
   * @param deviceCookie the mark of a {@link KnownDevice}, if the browser has one
   */
  Outcome attempt(
      String email, String password, String clientAddress, @Nullable String deviceCookie) {
    var account = accounts.findByEmail(email).orElse(null);
    var device = account == null ? null : KnownDevice.of(account, deviceCookie);
    if (device == null && !limits.mayLogIn(clientAddress)) {
      return new TooFast();
    }
    var key = account == null ? Emails.key(email) : Long.toString(account.id());
    var permit =
        device == null ? limits.guess(key, clientAddress) : limits.guessOnDevice(key, device);
    if (permit == null) {
      return new TooManyFailures();
    }
    boolean right = passwords.matches(password, account == null ? null : account.passwordHash());
    if (account == null || !right || !account.active()) {
      return new Wrong();
    }
    permit.giveBack();
    limits.signedIn(key, clientAddress);
    accounts.updateLastLogin(account.id(), clock.instant());
    return new Right(account);
  }
}
