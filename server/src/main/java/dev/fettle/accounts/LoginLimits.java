package dev.fettle.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How often one may try (the figures are django-allauth's where it has one). A guess is paid for
 * before the password is looked at and given back when it was right, so that guesses sent at once
 * count like guesses sent in turn.
 *
 * <p>Guesses are counted for each account and network, so that a stranger's do not keep out its
 * owner who is elsewhere; by network and by the wider network around it, so that one machine does
 * not try many accounts. Nobody else's guesses count against a browser that has signed in to the
 * account before, nor against a network from which somebody has.
 *
 * <p>Guesses at one account from ever new networks: a site has ten in a quarter of an hour, the
 * first three of a provider are looked at whatever others do, and all further ones of all strangers
 * share {@link Turns}, one a second, and are refused at once when too many wait. So whoever floods
 * an account waits in a queue of strangers, in which its owner does not stand.
 */
final class LoginLimits {

  private final RateLimit logins;
  private final RateLimit guessesOfNetwork;
  private final RateLimit guessesOfWideNetwork;
  private final RateLimit guessesAtAccount;
  private final RateLimit guessesOfSiteAtAccount;
  private final RateLimit firstGuessesOfProvider;
  private final RateLimit quickGuessesAtAccount;
  private final RateLimit guessesOfDevice;
  private final Turns turns;
  private final Cache<String, Boolean> knownNetworks;
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
    var quarter = Duration.ofMinutes(15);
    this.guessesOfSiteAtAccount = new RateLimit(10, quarter, clock);
    this.firstGuessesOfProvider = new RateLimit(3, quarter, clock);
    this.quickGuessesAtAccount = new RateLimit(20, quarter, clock);
    this.guessesOfDevice = new RateLimit(10, fiveMinutes, clock);
    this.turns = new Turns(clock);
    this.knownNetworks =
        Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofDays(30))
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
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
    if (permit.pay(guessesAtAccount, account + " " + network)
        && permit.pay(guessesOfNetwork, network)
        && (isKnown(account, network) || mayGuessUnknown(permit, account, clientAddress))) {
      return permit;
    }
    permit.giveBack();
    return null;
  }

  private boolean mayGuessUnknown(Permit permit, String account, String clientAddress) {
    var site = Networks.wide(clientAddress);
    return permit.pay(guessesOfWideNetwork, site)
        && permit.pay(guessesOfSiteAtAccount, account + " " + site)
        && (permit.pay(firstGuessesOfProvider, account + " " + Networks.provider(clientAddress))
            || permit.pay(quickGuessesAtAccount, account)
            || turns.await(account));
  }

  private boolean isKnown(String account, String network) {
    return knownNetworks.getIfPresent(account + " " + network) != null;
  }

  /**
   * Somebody has signed in to the account from there. Remembered for a month, by this process.
   *
   * @param account its id
   */
  void signedIn(String account, String clientAddress) {
    knownNetworks.put(account + " " + Networks.near(clientAddress), true);
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
