package dev.fettle.sessions;

import dev.fettle.core.session.SessionState;
import java.util.EnumMap;
import java.util.Map;

/** What one batch adds to an hour; a session that moves is taken away where it was. */
final class SessionDelta {

  private final Map<SessionState, Long> counts = new EnumMap<>(SessionState.class);
  private long started;

  void start(SessionState state, long quantity) {
    started += quantity;
    add(state, quantity);
  }

  void move(SessionState from, SessionState to) {
    add(from, -1);
    add(to, 1);
  }

  private void add(SessionState state, long quantity) {
    counts.merge(state, quantity, Long::sum);
  }

  long started() {
    return started;
  }

  long in(SessionState state) {
    return counts.getOrDefault(state, 0L);
  }
}
