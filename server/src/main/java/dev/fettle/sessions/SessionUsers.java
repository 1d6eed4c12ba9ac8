package dev.fettle.sessions;

import dev.fettle.platform.sketch.UserSketch;
import java.util.HashSet;
import java.util.Set;

/** The users one batch adds to a day. */
final class SessionUsers {

  private final Set<Long> users = new HashSet<>();
  private final Set<Long> crashed = new HashSet<>();

  void add(String user, boolean hasCrashed) {
    long hash = UserSketch.hash(user);
    users.add(hash);
    if (hasCrashed) {
      crashed.add(hash);
    }
  }

  byte[] addTo(byte[] stored) {
    return merged(stored, users);
  }

  byte[] addCrashedTo(byte[] stored) {
    return merged(stored, crashed);
  }

  private static byte[] merged(byte[] stored, Set<Long> added) {
    if (added.isEmpty()) {
      return stored;
    }
    var sketch = UserSketch.add(stored.length == 0 ? null : stored, added);
    return sketch == null ? stored : sketch;
  }
}
