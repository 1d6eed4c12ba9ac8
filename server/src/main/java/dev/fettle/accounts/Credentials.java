package dev.fettle.accounts;

import dev.fettle.core.id.AccountId;
import dev.fettle.platform.crypto.Digests;
import dev.fettle.platform.http.Authenticator;
import dev.fettle.platform.http.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Recognises session cookies and API tokens. Thread-safe. */
final class Credentials implements Authenticator {

  /** "Last seen" is written at most this often, so that a read does not cost a write. */
  private static final Duration TOUCH_AFTER = Duration.ofMinutes(5);

  /** Longer than any of ours: nothing is hashed or looked up for it. */
  private static final int MAX_LENGTH = 128;

  private final SessionStore sessions;
  private final TokenStore tokens;
  private final InstantSource clock;

  Credentials(SessionStore sessions, TokenStore tokens, InstantSource clock) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public Optional<Caller> byToken(String token) {
    if (token.isEmpty() || token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    var found = tokens.find(Digests.sha256Hex(token));
    found.ifPresent(holder -> {
      var now = clock.instant();
      if (holder.lastUsedAt() == null || isOld(holder.lastUsedAt(), now)) {
        tokens.touch(holder.tokenId(), now);
      }
    });
    return found.map(holder ->
        new Caller(
            holder.accountId(),
            holder.email(),
            holder.superuser(),
            new Caller.Token(holder.tokenId(), holder.scopes())));
  }

  @Override
  public Optional<Caller> bySession(String sessionId) {
    if (sessionId.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    var now = clock.instant();
    var found = sessions.find(Digests.sha256Hex(sessionId), now);
    found.ifPresent(session -> {
      if (isOld(session.lastSeenAt(), now)) {
        sessions.touch(session.idHash(), now);
      }
    });
    return found.map(session ->
        new Caller(
            new AccountId(session.accountId()),
            session.email(),
            session.superuser(),
            new Caller.Session(session.idHash())));
  }

  @Override
  public boolean isStillValid(Caller caller) {
    return switch (caller.credential()) {
      case Caller.Session session -> sessions.find(session.idHash(), clock.instant()).isPresent();
      case Caller.Token token -> tokens.isValid(token.tokenId());
    };
  }

  private static boolean isOld(Instant time, Instant now) {
    return time.isBefore(now.minus(TOUCH_AFTER));
  }
}
