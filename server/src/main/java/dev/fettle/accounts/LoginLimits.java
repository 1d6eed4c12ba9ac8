package dev.fettle.accounts;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often one may try (the figures are django-allauth's where it has one). A guess is paid for
 * before the password is looked at and given back when it was right, so that guesses sent at once
 * count like guesses sent in turn.
 *
 * <p>Guesses are counted for each account and network, so that a stranger's do not keep out its
 * owner who is elsewhere; by network and by the wider network around it, so that one machine does
 * not try many accounts; and by device, when the browser has signed in to that account before: then
 * nobody else's guesses count. Guesses at one account from ever new networks are not refused but
 * slowed to one a second, which leaves the owner a way in.
 */
final class LoginLimits {

  private final RateLimit logins;
  private final RateLimit guessesOfNetwork;
  private final RateLimit guessesOfWideNetwork;
  private final RateLimit guessesAtAccount;
  private final RateLimit quickGuessesAtAccount;
  private final RateLimit guessesOfDevice;
  private final Turns turns;
  private final RateLimit signups;
  private final RateLimit signupsOfWideNetwork;
  private final RateLimit addresses;
  private final RateLimit addressesOfWideNetwork;
  private final RateLimit passwordChanges;
  private final RateLimit reauthentications;
  private final RateLimit passwordRequests;
  private final RateLimit passwordRequestsForAddress;
  private final RateLimit resetLinks;

  LoginLimits(InstantSource clock) {
    var minute = Duration.ofMinutes(1);
    var fiveMinutes = Duration.ofMinutes(5);
    this.logins = new RateLimit(30, minute, clock);
    this.guessesOfNetwork = new RateLimit(10, minute, clock);
    this.guessesOfWideNetwork = new RateLimit(100, minute, clock);
    this.guessesAtAccount = new RateLimit(5, fiveMinutes, clock);
    this.quickGuessesAtAccount = new RateLimit(20, Duration.ofMinutes(15), clock);
    this.guessesOfDevice = new RateLimit(10, fiveMinutes, clock);
    this.turns = new Turns(clock);
    this.signups = new RateLimit(20, minute, clock);
    this.signupsOfWideNetwork = new RateLimit(300, minute, clock);
    this.addresses = new RateLimit(10, Duration.ofMinutes(10), clock);
    this.addressesOfWideNetwork = new RateLimit(50, Duration.ofMinutes(10), clock);
    this.passwordChanges = new RateLimit(5, minute, clock);
    this.reauthentications = new RateLimit(10, minute, clock);
    this.passwordRequests = new RateLimit(20, minute, clock);
    this.passwordRequestsForAddress = new RateLimit(5, Duration.ofHours(1), clock);
    this.resetLinks = new RateLimit(20, minute, clock);
  }

  /** A guess that was paid for. */
  static final class Permit {

    private record Payment(RateLimit limit, String key) {}

    private final List<Payment> payments = new ArrayList<>();

    private boolean pay(RateLimit limit, String key) {
      boolean paid = limit.tryAcquire(key);
      if (paid) {
        payments.add(new Payment(limit, key));
      }
      return paid;
    }

    /** The password was right: it was no guess. */
    void giveBack() {
      payments.forEach(payment -> payment.limit().giveBack(payment.key()));
    }
  }

  boolean mayLogIn(String clientAddress) {
    return logins.tryAcquire(Networks.near(clientAddress));
  }

  /**
   * Pays for a guess by somebody unknown, or waits for the account's turn.
   *
   * @param account its id, or what stands for it when there is none
   * @return null when it is one too many
   */
  @Nullable Permit guess(String account, String clientAddress) {
    var network = Networks.near(clientAddress);
    var permit = new Permit();
    if (!permit.pay(guessesAtAccount, account + " " + network)
        || !permit.pay(guessesOfNetwork, network)
        || !permit.pay(guessesOfWideNetwork, Networks.wide(clientAddress))
        || !(permit.pay(quickGuessesAtAccount, account) || turns.await(account))) {
      permit.giveBack();
      return null;
    }
    return permit;
  }

  /** Pays for a guess by a browser that has signed in to the account before. */
  @Nullable Permit guessOnDevice(String account, String device) {
    var permit = new Permit();
    return permit.pay(guessesOfDevice, account + " " + device) ? permit : null;
  }

  boolean maySignUp(String clientAddress) {
    return signups.tryAcquire(Networks.near(clientAddress))
        && signupsOfWideNetwork.tryAcquire(Networks.wide(clientAddress));
  }

  /**
   * Pays for learning whether an address has an account, which signing up cannot hide while no mail
   * is sent; given back when it had none and has one now.
   */
  @Nullable Permit askForAddress(String clientAddress) {
    var permit = new Permit();
    if (permit.pay(addresses, Networks.near(clientAddress))
        && permit.pay(addressesOfWideNetwork, Networks.wide(clientAddress))) {
      return permit;
    }
    permit.giveBack();
    return null;
  }

  boolean mayChangePassword(long accountId) {
    return passwordChanges.tryAcquire(Long.toString(accountId));
  }

  /**
   * Whether somebody there may let a mail be sent to that address; the same for addresses without
   * an account. Fewer than django-allauth allows for an address, whose owner gets all of them.
   */
  boolean mayAskForPassword(String emailKey, String clientAddress) {
    return passwordRequests.tryAcquire(Networks.near(clientAddress))
        && passwordRequestsForAddress.tryAcquire(emailKey);
  }

  /** Whether somebody there may try a link for a new password. */
  boolean mayUseResetLink(String clientAddress) {
    return resetLinks.tryAcquire(Networks.near(clientAddress));
  }

  /** Given back when the password was right: the owner is not kept out by being there often. */
  @Nullable Permit reauthentication(long accountId) {
    var permit = new Permit();
    return permit.pay(reauthentications, Long.toString(accountId)) ? permit : null;
  }
}
