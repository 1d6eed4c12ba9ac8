package dev.fettle.ingest;

import dev.fettle.core.envelope.SentryAuth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes.
 *
 * @param projectId the address's, or 0 at the tunnel
 * @param door who reads the body; null for envelopes and store, which the intake reads itself
 * @param auth the key when the address itself names it; otherwise absent: query and headers do
 * @param words what else the address says, in the door's own order
 */
public record Target(
    Endpoint endpoint, long projectId, @Nullable Door door, SentryAuth auth, List<String> words) {

  public Target {
    words = List.copyOf(words);
  }

  /** To the intake itself. */
  public static Target of(Endpoint endpoint, long projectId) {
    return new Target(endpoint, projectId, null, new SentryAuth.Absent(), List.of());
  }

  /** To a door whose key is in query or headers. */
  public static Target of(Door door, long projectId, String... words) {
    return new Target(door.endpoint(), projectId, door, new SentryAuth.Absent(), List.of(words));
  }
}
