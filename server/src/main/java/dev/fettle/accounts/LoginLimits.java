package dev.fettle.accounts;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/**
 * How often one may try (the figures are django-allauth's): by address of the network, and failed
 * attempts by account as well, so that neither one machine nor many can guess a password.
 */
final class LoginLimits {

  private final RateLimit logins;
  private final RateLimit failuresOfAddress;
  private final RateLimit failuresOfAccount;
  private final RateLimit signups;
  private final RateLimit passwordChanges;
  private final RateLimit reauthentications;

  LoginLimits(InstantSource clock) {
    var minute = Duration.ofMinutes(1);
    this.logins = new RateLimit(30, minute, clock);
    this.failuresOfAddress = new RateLimit(10, minute, clock);
    this.failuresOfAccount = new RateLimit(5, Duration.ofMinutes(5), clock);
    this.signups = new RateLimit(20, minute, clock);
    this.passwordChanges = new RateLimit(5, minute, clock);
    this.reauthentications = new RateLimit(10, minute, clock);
  }

  boolean mayLogIn(String clientAddress) {
    return logins.tryAcquire(network(clientAddress));
  }

  boolean hasFailedTooOften(String clientAddress, String email) {
    return failuresOfAddress.isExhausted(network(clientAddress))
        || failuresOfAccount.isExhausted(key(email));
  }

  void countFailure(String clientAddress, String email) {
    failuresOfAddress.tryAcquire(network(clientAddress));
    failuresOfAccount.tryAcquire(key(email));
  }

  void forgetFailures(String email) {
    failuresOfAccount.reset(key(email));
  }

  boolean maySignUp(String clientAddress) {
    return signups.tryAcquire(network(clientAddress));
  }

  boolean mayChangePassword(long accountId) {
    return passwordChanges.tryAcquire(Long.toString(accountId));
  }

  boolean mayReauthenticate(long accountId) {
    return reauthentications.tryAcquire(Long.toString(accountId));
  }

  private static String key(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  /** One customer of a provider has a whole /64 of IPv6 addresses. */
  static String network(String clientAddress) {
    if (clientAddress.indexOf(':') < 0) {
      return clientAddress;
    }
    var groups = clientAddress.split(":", -1);
    return String.join(":", groups[0], groups[1], group(groups, 2), group(groups, 3));
  }

  private static String group(String[] groups, int index) {
    return index < groups.length ? groups[index] : "";
  }
}
