package dev.fettle.ingest;

import dev.fettle.core.envelope.Dsn;
import dev.fettle.core.envelope.SentryAuth;
import dev.fettle.items.Outcome;
import dev.fettle.items.Reason;
import dev.fettle.outcomes.SpikeGuard;
import dev.fettle.projects.KeyLookup;
import dev.fettle.projects.ProjectKey;
import dev.fettle.projects.ProjectKey.RateLimit;
import dev.fettle.projects.ProjectKeys;
import dev.fettle.protection.ProjectProtection;
import dev.fettle.protection.Protection;
import dev.fettle.protection.RateLimits;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Decides who may send: the key must belong to the project and be switched on, the sender must be
 * one the project wants, and key, project and organization must be within their limits.
 *
 * <p>Failures, in the order they are looked for: {@code malformed_key}, {@code no_key}, {@code
 * wrong_project}, {@code unknown_key} (counted for nobody), {@code key_disabled}, {@code
 * not_accepting_events}, {@code address} and {@code origin} (filtered), {@code throttled}, {@code
 * spike_protection}, {@code key_rate_limit}, {@code project_rate_limit}, {@code
 * organization_rate_limit}. All are known before the body is read, so each counts one request of
 * category {@code default}; the last three are asked again for the other items of an envelope, once
 * they were counted.
 */
final class Admission {

  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
  private static final int THROTTLED_SECONDS = 600;
  private static final int SPIKE_SECONDS = 30;
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
    record Refused(Answer answer, @Nullable ProjectKey key, Outcome outcome, Reason reason)
        implements Decision {}

    /** No credentials in address or headers: an envelope's own header may still name its DSN. */
    record NoCredentials() implements Decision {}
  }

  private final ProjectKeys keys;
  private final Protection protection;
  private final RateLimits limits;
  private final SpikeGuard spikes;
  private final Chance chance;

  /** Says yes with a probability. */
  @FunctionalInterface
  interface Chance {
    boolean hits(double probability);
  }

  Admission(
      ProjectKeys keys,
      Protection protection,
      RateLimits limits,
      SpikeGuard spikes,
      Chance chance) {
    this.keys = keys;
    this.protection = protection;
    this.limits = limits;
    this.spikes = spikes;
    this.chance = chance;
  }

  /** Decides by the query and the headers of a request. */
  Decision decide(Endpoint endpoint, long projectId, SentryAuth auth, Client client) {
    return switch (auth) {
      case SentryAuth.Key key -> decide(endpoint, projectId, key.publicKey(), client);
      case SentryAuth.Absent _ -> new Decision.NoCredentials();
      case SentryAuth.Malformed malformed ->
          refused(
              Answer.fault(endpoint.deniedStatus(), "Invalid DSN", malformed.reason()),
              null,
              Reason.MALFORMED_KEY);
    };
  }

  /**
   * Decides by the DSN in an envelope's header; {@code projectId} is the address's, or 0 at the
   * tunnel.
   */
  Decision decideByDsn(long projectId, @Nullable Dsn dsn, Client client) {
    if (dsn == null) {
      return refused(
          Answer.fault(
              403, "Denied", "no sentry_key in the query, X-Sentry-Auth or the envelope's dsn"),
          null,
          Reason.NO_KEY);
    }
    if (projectId != 0 && dsn.projectId() != projectId) {
      return refused(
          Answer.fault(403, "Denied", "the envelope's dsn names another project than the address"),
          null,
          Reason.WRONG_PROJECT);
    }
    return decide(Endpoint.ENVELOPE, dsn.projectId(), dsn.publicKey(), client);
  }

  private Decision decide(Endpoint endpoint, long projectId, UUID publicKey, Client client) {
    try {
      return switch (keys.find(projectId, publicKey)) {
        case KeyLookup.Unknown _ ->
            refused(
                Answer.fault(
                    endpoint.deniedStatus(),
                    endpoint.deniedDetail(),
                    "no such key in this project"),
                null,
                Reason.UNKNOWN_KEY);
        case KeyLookup.Known known ->
            decide(endpoint, known.key(), protection.of(projectId), client);
      };
    } catch (DataAccessException e) {
      LOG.warn("A key cannot be looked up, the client is told to come back: {}", e.getMessage());
      return new Decision.Refused(
          Answer.later(DATABASE_AWAY_SECONDS, "organization", Reason.DATABASE_UNAVAILABLE),
          null,
          Outcome.RATE_LIMITED,
          Reason.DATABASE_UNAVAILABLE);
    }
  }

  private Decision decide(
      Endpoint endpoint, ProjectKey key, ProjectProtection rules, Client client) {
    if (!key.active()) {
      return refused(
          Answer.fault(
              endpoint.deniedStatus(), endpoint.deniedDetail(), "this key is switched off"),
          key,
          Reason.KEY_DISABLED);
    }
    if (!key.acceptingEvents() || key.throttlePercent() >= 100) {
      return later(THROTTLED_SECONDS, "organization", Reason.NOT_ACCEPTING_EVENTS, key);
    }
    if (rules.rejectsAddress(client.address())) {
      return filtered("the project wants nothing from this address", key, Reason.ADDRESS);
    }
    if (!rules.allowsOrigin(client.origin())) {
      return filtered(
          "the project takes nothing from pages of this domain (allowed domains)",
          key,
          Reason.ORIGIN);
    }
    if (key.throttlePercent() > 0 && chance.hits(key.throttlePercent() / 100.0)) {
      return later(throttledSeconds(key.throttlePercent()), "project", Reason.THROTTLED, key);
    }
    if (rules.spikeProtection()) {
      double keepRate = spikes.keepRate(key.projectId().value());
      if (keepRate < 1 && !chance.hits(keepRate)) {
        return later(SPIKE_SECONDS, "project", Reason.SPIKE_PROTECTION, key);
      }
    }
    return withinLimits(key, rules, 1);
  }

  /**
   * Charges the other items of an envelope, of which admission has taken one: all are within the
   * limits or none is.
   */
  Decision decideRest(ProjectKey key, int more) {
    var rules = protection.ofOrDefault(key.projectId().value());
    var decision = withinLimits(key, rules, more);
    if (decision instanceof Decision.Refused) {
      putBack(RateLimits.Scope.KEY, key.keyId(), key.rateLimit(), 1);
      putBack(RateLimits.Scope.PROJECT, key.projectId().value(), rules.rateLimit(), 1);
      putBack(
          RateLimits.Scope.ORGANIZATION,
          key.organizationId().value(),
          rules.organizationLimit(),
          1);
    }
    return decision;
  }

  /** GlitchTip's formula: the more is thrown away, the longer a client is asked to wait. */
  private static int throttledSeconds(int percent) {
    return (int) Math.ceil(0.02 * Math.pow(percent, 2.3));
  }

  /** Takes so many from each limit, or from none. */
  private Decision withinLimits(ProjectKey key, ProjectProtection rules, int items) {
    int wait = take(RateLimits.Scope.KEY, key.keyId(), key.rateLimit(), items);
    if (wait > 0) {
      return later(wait, "key", Reason.KEY_RATE_LIMIT, key);
    }
    wait = take(RateLimits.Scope.PROJECT, key.projectId().value(), rules.rateLimit(), items);
    if (wait > 0) {
      putBack(RateLimits.Scope.KEY, key.keyId(), key.rateLimit(), items);
      return later(wait, "project", Reason.PROJECT_RATE_LIMIT, key);
    }
    wait =
        take(
            RateLimits.Scope.ORGANIZATION,
            key.organizationId().value(),
            rules.organizationLimit(),
            items);
    if (wait > 0) {
      putBack(RateLimits.Scope.KEY, key.keyId(), key.rateLimit(), items);
      putBack(RateLimits.Scope.PROJECT, key.projectId().value(), rules.rateLimit(), items);
      return later(wait, "organization", Reason.ORGANIZATION_RATE_LIMIT, key);
    }
    return new Decision.Admitted(key);
  }

  private int take(RateLimits.Scope scope, long id, @Nullable RateLimit limit, int items) {
    return limit == null ? 0 : limits.secondsToWait(scope, id, limit, items);
  }

  private void putBack(RateLimits.Scope scope, long id, @Nullable RateLimit limit, int items) {
    if (limit != null) {
      limits.putBack(scope, id, items);
    }
  }

  /** Not wanted; 403, because clients then forget it and do not try again. */
  private static Decision filtered(String cause, ProjectKey key, Reason reason) {
    return new Decision.Refused(Answer.fault(403, "Denied", cause), key, Outcome.FILTERED, reason);
  }

  private static Decision later(int seconds, String scope, Reason reason, ProjectKey key) {
    return new Decision.Refused(
        Answer.later(seconds, scope, reason), key, Outcome.RATE_LIMITED, reason);
  }

  private static Decision refused(Answer answer, @Nullable ProjectKey key, Reason reason) {
    return new Decision.Refused(answer, key, Outcome.INVALID, reason);
  }
}
