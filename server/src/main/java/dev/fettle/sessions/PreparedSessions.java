package dev.fettle.sessions;

import dev.fettle.core.session.SessionState;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.PreparedItem;
import dev.fettle.projects.NameStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one item says.
 *
 * @param update of one session, or null
 * @param counts of ended sessions that the client counted itself
 */
record PreparedSessions(
    IncomingItem item,
    @Nullable String release,
    @Nullable String environment,
    @Nullable Update update,
    List<Count> counts)
    implements PreparedItem, NameStore.Named {

  /**
   * An update of one session.
   *
   * @param seenId the key it is remembered by
   */
  record Update(UUID seenId, Instant started, SessionState state, @Nullable String user) {}

  /** Sessions that started in one minute. */
  record Count(Instant started, @Nullable String user, Map<SessionState, Long> ended) {}

  SessionKey key(Instant at) {
    return SessionKey.of(projectId(), at, release, environment);
  }
}
