package dev.fettle.accounts;

import dev.fettle.platform.crypto.Digests;
import dev.fettle.platform.time.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Starts and ends sessions; only the hash of a session's id is kept. Thread-safe. */
final class Sessions {

  private static final int ID_BYTES = 32;
  private static final int MAX_USER_AGENT = 400;

  private final SessionStore store;
  private final Ids ids;
  private final InstantSource clock;
  private final Duration age;

  Sessions(SessionStore store, Ids ids, InstantSource clock, Duration age) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.age = age;
  }

  /** Where a person signs in from. */
  record Device(String clientAddress, String userAgent) {}

  /** A session that has begun; {@code id} goes into the cookie and is nowhere else. */
  record Started(String id, String idHash, Instant at, String method) {}

  Duration age() {
    return age;
  }

  /** Begins a session and clears away some that have ended. */
  Started start(long accountId, String method, Device device) {
    var now = clock.instant();
    var id = ids.urlToken(ID_BYTES);
    var idHash = Digests.sha256Hex(id);
    var userAgent = device.userAgent().replace('\0', ' ');
    store.insert(
        new SessionStore.NewSession(
            idHash,
            accountId,
            now.plus(age),
            userAgent.substring(0, Math.min(userAgent.length(), MAX_USER_AGENT)),
            device.clientAddress(),
            method),
        now);
    store.deleteExpired(now);
    return new Started(id, idHash, now, method);
  }

  /** The session of that hash, while it lasts. */
  Optional<SessionStore.Row> find(String idHash) {
    return store.find(idHash, clock.instant());
  }

  void end(String idHash) {
    store.delete(idHash);
  }

  /** Ends every other session of the account. */
  void endOthers(long accountId, String idHash) {
    store.deleteOthers(accountId, idHash);
  }
}
