package dev.fettle.sessions;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.fettle.core.ClientClock;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.core.session.SessionCounts;
import dev.fettle.core.session.SessionState;
import dev.fettle.core.session.SessionUpdate;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.ItemConsumer;
import dev.fettle.items.Outcome;
import dev.fettle.items.OutcomeTally;
import dev.fettle.items.PreparedItem;
import dev.fettle.items.Reason;
import dev.fettle.platform.db.Partitions;
import dev.fettle.projects.NameStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Counts sessions per hour of their start, release and environment.
 *
 * <p>A client sends several updates of one session: the start, the first error, the end; any may be
 * lost, come twice or out of order. So what a session was counted as is remembered for a week, and
 * an update only moves it to a state that says more ({@link SessionState}). Each session is counted
 * once, whatever arrives of it. Its key is made of what all its updates have in common; a client
 * that changes the release in the middle has two sessions.
 *
 * <p>Servers count their sessions themselves and send sums; these have no identity and are added as
 * they come.
 */
final class SessionConsumer implements ItemConsumer {

  /** Updates of older sessions cannot be told from new ones any more. */
  static final Duration LONGEST = Duration.ofDays(7);

  private final Partitions partitions;
  private final NameStore names;
  private final SessionStore store;

  SessionConsumer(Partitions partitions, NameStore names, SessionStore store) {
    this.partitions = partitions;
    this.names = names;
    this.store = store;
  }

  @Override
  public Set<ItemType> types() {
    return Set.of(ItemType.SESSION, ItemType.SESSIONS);
  }

  @Override
  public PreparedItem prepare(IncomingItem item) throws MalformedPayloadException {
    if (item.header().type() == ItemType.SESSION) {
      var update = SessionUpdate.read(item.payload());
      return new PreparedSessions(
          item,
          update.release(),
          update.environment(),
          new PreparedSessions.Update(
              seenId(item.projectId(), update), update.started(), update.state(), update.user()),
          List.of());
    }
    var sums = SessionCounts.read(item.payload());
    var counts = new ArrayList<PreparedSessions.Count>();
    for (var minute : sums.minutes()) {
      var started = item.clock().credible(minute.started());
      counts.add(new PreparedSessions.Count(started, minute.user(), minute.ended()));
    }
    return new PreparedSessions(item, sums.release(), sums.environment(), null, counts);
  }

  /** A UUIDv7 of the start whose random bits are not random. */
  private static UUID seenId(long projectId, SessionUpdate update) {
    var hash =
        Hashing.murmur3_128()
            .hashCharsTo128Bits(
                projectId
                    + "\0"
                    + update.id()
                    + '\0'
                    + update.release()
                    + '\0'
                    + update.environment());
    long high =
        (update.started().toEpochMilli() << 16)
            | 0x7000L
            | (hash.getMostSignificantBits() & 0xFFFL);
    long low = (hash.getLeastSignificantBits() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  @Override
  public void write(List<PreparedItem> batch, OutcomeTally outcomes) {
    var all = batch.stream().map(PreparedSessions.class::cast).toList();
    var projects = names.projects(all);
    var kept = new ArrayList<PreparedSessions>(all.size());
    for (var sessions : all) {
      var reason = refusal(sessions, projects);
      if (reason == Reason.NONE) {
        kept.add(sessions);
        outcomes.add(sessions.item(), Outcome.ACCEPTED, Reason.NONE);
      } else {
        outcomes.add(sessions.item(), Outcome.DROPPED, reason);
      }
    }
    if (kept.isEmpty()) {
      return;
    }
    names.addNames(kept);
    var hours = new TreeMap<SessionKey, SessionDelta>(SessionKey.LOCK_ORDER);
    var days = new TreeMap<SessionKey, SessionUsers>(SessionKey.LOCK_ORDER);
    addUpdates(kept.stream().filter(sessions -> sessions.update() != null).toList(), hours, days);
    kept.forEach(sessions -> addCounts(sessions, hours, days));
    store.addHours(hours);
    store.addUsers(days);
  }

  /** Why an item is not kept; {@link Reason#NONE} when it is. */
  private static Reason refusal(PreparedSessions sessions, Map<Long, NameStore.Project> projects) {
    if (!projects.containsKey(sessions.projectId())) {
      return Reason.PROJECT_DELETED;
    }
    var update = sessions.update();
    if (update == null) {
      return sessions.counts().isEmpty() ? Reason.EMPTY_SESSIONS : Reason.NONE;
    }
    if (update.started().isBefore(sessions.received().minus(LONGEST))) {
      return Reason.SESSION_TOO_OLD;
    }
    return update.started().isAfter(sessions.received().plus(ClientClock.MAX_AHEAD))
        ? Reason.SESSION_IN_THE_FUTURE
        : Reason.NONE;
  }

  private void addUpdates(
      List<PreparedSessions> updates,
      Map<SessionKey, SessionDelta> hours,
      Map<SessionKey, SessionUsers> days) {
    var latest = new TreeMap<UUID, SessionState>();
    var items = new HashMap<UUID, PreparedSessions>();
    for (var sessions : updates) {
      var update = Objects.requireNonNull(sessions.update());
      latest.merge(update.seenId(), update.state(), SessionState::and);
      items.put(update.seenId(), sessions);
    }
    if (latest.isEmpty()) {
      return;
    }
    partitions.ensureFor(
        updates.stream()
            .map(sessions -> Objects.requireNonNull(sessions.update()).started())
            .toList());
    var stored = store.lockSeen(latest.keySet());
    var changed = new TreeMap<UUID, SessionState>();
    latest.forEach((id, state) -> {
      var sessions = Objects.requireNonNull(items.get(id));
      var started = Objects.requireNonNull(sessions.update()).started();
      var before = stored.get(id);
      var after = before == null ? state : before.and(state);
      var hour = hours.computeIfAbsent(hour(sessions, started), _ -> new SessionDelta());
      if (before == null) {
        hour.start(after, 1);
        changed.put(id, after);
      } else if (after != before) {
        hour.move(before, after);
        changed.put(id, after);
      }
    });
    store.putSeen(changed);
    for (var sessions : updates) {
      var update = Objects.requireNonNull(sessions.update());
      if (update.user() != null) {
        days.computeIfAbsent(day(sessions, update.started()), _ -> new SessionUsers())
            .add(update.user(), update.state() == SessionState.CRASHED);
      }
    }
  }

  private static void addCounts(
      PreparedSessions sessions,
      Map<SessionKey, SessionDelta> hours,
      Map<SessionKey, SessionUsers> days) {
    for (var count : sessions.counts()) {
      var hour = hours.computeIfAbsent(hour(sessions, count.started()), _ -> new SessionDelta());
      count.ended().forEach(hour::start);
      if (count.user() != null) {
        days.computeIfAbsent(day(sessions, count.started()), _ -> new SessionUsers())
            .add(count.user(), count.ended().containsKey(SessionState.CRASHED));
      }
    }
  }

  private static SessionKey hour(PreparedSessions sessions, Instant started) {
    return sessions.key(started.truncatedTo(ChronoUnit.HOURS));
  }

  private static SessionKey day(PreparedSessions sessions, Instant started) {
    return sessions.key(started.truncatedTo(ChronoUnit.DAYS));
  }
}
