package dev.fettle.ingest;

import dev.fettle.core.envelope.Dsn;
import dev.fettle.core.envelope.SentryAuth;
import dev.fettle.projects.KeyLookup;
import dev.fettle.projects.ProjectKey;
import dev.fettle.projects.ProjectKeys;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Decides who may send: the key must belong to the project, be switched on, and be within its
 * limits.
 */
final class Admission {

  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
  private static final int THROTTLED_SECONDS = 600;
  private static final int DATABASE_AWAY_SECONDS = 5;

  /** The decision. */
  sealed interface Decision {

    /** Come in. */
    record Admitted(ProjectKey key) implements Decision {}

    /**
     * Turned away.
     *
     * @param key whom it is counted for, or null when nobody's
     */
    record Refused(Answer answer, @Nullable ProjectKey key, Outcome outcome, String reason)
        implements Decision {}

    /** No credentials in address or headers: an envelope's own header may still name its DSN. */
    record NoCredentials() implements Decision {}
  }

  private final ProjectKeys keys;
  private final KeyRateLimiter limiter;

  Admission(ProjectKeys keys, KeyRateLimiter limiter) {
    this.keys = keys;
    this.limiter = limiter;
  }

  /** Decides by the query and the headers of a request. */
  Decision decide(Endpoint endpoint, long projectId, SentryAuth auth) {
    return switch (auth) {
      case SentryAuth.Key key -> decide(endpoint, projectId, key.publicKey());
      case SentryAuth.Absent _ -> new Decision.NoCredentials();
      case SentryAuth.Malformed malformed ->
          refused(
              Answer.fault(endpoint.deniedStatus(), "Invalid DSN", malformed.reason()),
              null,
              "malformed_key");
    };
  }

  /**
   * Decides by the DSN in an envelope's header; {@code projectId} is the address's, or 0 at the
   * tunnel.
   */
  Decision decideByDsn(long projectId, @Nullable Dsn dsn) {
    if (dsn == null) {
      return refused(
          Answer.fault(
              403, "Denied", "no sentry_key in the query, X-Sentry-Auth or the envelope's dsn"),
          null,
          "no_key");
    }
    if (projectId != 0 && dsn.projectId() != projectId) {
      return refused(
          Answer.fault(403, "Denied", "the envelope's dsn names another project than the address"),
          null,
          "wrong_project");
    }
    return decide(Endpoint.ENVELOPE, dsn.projectId(), dsn.publicKey());
  }

  private Decision decide(Endpoint endpoint, long projectId, UUID publicKey) {
    KeyLookup lookup;
    try {
      lookup = keys.find(projectId, publicKey);
    } catch (DataAccessException e) {
      LOG.warn("A key cannot be looked up, the client is told to come back: {}", e.getMessage());
      return new Decision.Refused(
          Answer.later(DATABASE_AWAY_SECONDS, "organization", "database_unavailable"),
          null,
          Outcome.RATE_LIMITED,
          "database_unavailable");
    }
    return switch (lookup) {
      case KeyLookup.Unknown _ ->
          refused(
              Answer.fault(
                  endpoint.deniedStatus(), endpoint.deniedDetail(), "no such key in this project"),
              null,
              "unknown_key");
      case KeyLookup.Known known -> decide(endpoint, known.key());
    };
  }

  private Decision decide(Endpoint endpoint, ProjectKey key) {
    if (!key.active()) {
      return refused(
          Answer.fault(
              endpoint.deniedStatus(), endpoint.deniedDetail(), "this key is switched off"),
          key,
          "key_disabled");
    }
    if (!key.acceptingEvents() || key.throttlePercent() >= 100) {
      return later(THROTTLED_SECONDS, "organization", "not_accepting_events", key);
    }
    int seconds = limiter.secondsToWait(key);
    return seconds == 0 ? new Decision.Admitted(key) : later(seconds, "key", "key_rate_limit", key);
  }

  private static Decision later(int seconds, String scope, String reason, ProjectKey key) {
    return new Decision.Refused(
        Answer.later(seconds, scope, reason), key, Outcome.RATE_LIMITED, reason);
  }

  private static Decision refused(Answer answer, @Nullable ProjectKey key, String reason) {
    return new Decision.Refused(answer, key, Outcome.INVALID, reason);
  }
}
