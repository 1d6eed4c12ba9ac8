package dev.fettle.platform.http;

import java.util.Optional;

/** Knows who a credential belongs to; implemented by accounts. */
public interface Authenticator {

  /** The holder of an API token, when it is valid and the account is active. */
  Optional<Caller> byToken(String token);

  /** The person of a session cookie, when it is valid and the account is active. */
  Optional<Caller> bySession(String sessionId);

  /** Whether what the caller was recognised by is valid still: for what goes on after a request. */
  boolean isStillValid(Caller caller);
}
