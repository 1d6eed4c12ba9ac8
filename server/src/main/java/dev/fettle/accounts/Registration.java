package dev.fettle.accounts;

import dev.fettle.platform.crypto.Passwords;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes accounts. The first person becomes the administrator of the installation, and so must bring
 * its {@link SetupLink}; afterwards {@code ENABLE_USER_REGISTRATION} decides. Where a request comes
 * from does not count: what a proxy on the same machine passes on for a stranger may look in every
 * byte like what a browser on it sends. Thread-safe.
 */
final class Registration {

  private final AccountStore accounts;
  private final Passwords passwords;
  private final SetupLink setupLink;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final boolean open;

  Registration(
      AccountStore accounts,
      Passwords passwords,
      SetupLink setupLink,
      TransactionTemplate transactions,
      InstantSource clock,
      boolean open) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.setupLink = setupLink;
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

  /** This would be the first account, and not by who started the product. */
  record SetupLinkMissing() implements Outcome {}

  boolean isOpen() {
    return open || !accounts.any();
  }

  /** Whether nobody has an account yet, and the link is needed before anything. */
  boolean needsSetupLink() {
    return setupLink.isNeeded();
  }

  /**
   * Address and password were checked by the caller.
   *
   * @param setup the secret of the {@link SetupLink}, if the caller brings one
   */
  Outcome register(String email, String password, @Nullable String setup) {
    if (!isOpen()) {
      return new Closed();
    }
    boolean mayBeFirst = setupLink.matches(setup);
    if (!mayBeFirst && setupLink.isNeeded()) {
      return new SetupLinkMissing();
    }
    var hash = passwords.hash(password);
    return Objects.requireNonNull(transactions.execute(_ -> insert(email, hash, mayBeFirst)));
  }

  private Outcome insert(String email, String passwordHash, boolean mayBeFirst) {
    boolean first = !accounts.any();
    if (first) {
      accounts.lockFirst();
      first = !accounts.any();
    }
    if (first && !mayBeFirst) {
      return new SetupLinkMissing();
    }
    if (!first && !open) {
      return new Closed();
    }
    var id = accounts.insert(email, passwordHash, first, clock.instant());
    return id.isPresent() ? new Registered(id.get()) : new EmailTaken();
  }
}
