package dev.fettle.live;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.id.AccountId;
import dev.fettle.core.id.OrganizationId;
import dev.fettle.platform.work.GrowingPause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hands the notices of every node to the screens that are connected to this one. One virtual thread
 * listens; each subscriber drains its own bounded queue, so that a slow one only loses its own.
 */
final class LiveUpdates implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveUpdates.class);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** Tabs of one person; the one that was opened first gives way to a further one. */
  static final int MOST_PER_ACCOUNT = 20;

  private final LiveStore store;
  private final AtomicLong numbers = new AtomicLong();
  private final Set<LiveSubscriber> subscribers = ConcurrentHashMap.newKeySet();
  private final CountDownLatch listening = new CountDownLatch(1);
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  LiveUpdates(LiveStore store) {
    this.store = store;
    this.thread = Thread.ofVirtual().name("live-updates").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Waits until notices are received; false when the database stays away. */
  boolean awaitListening(Duration atMost) throws InterruptedException {
    return listening.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  LiveSubscriber subscribe(OrganizationId organizationId, AccountId accountId) {
    var subscriber = new LiveSubscriber(organizationId, accountId, numbers.incrementAndGet());
    subscribers.add(subscriber);
    var own =
        subscribers.stream()
            .filter(other -> other.accountId().equals(accountId))
            .sorted(Comparator.comparingLong(LiveSubscriber::number).reversed())
            .toList();
    own.stream().skip(MOST_PER_ACCOUNT).forEach(this::unsubscribe);
    return subscriber;
  }

  void unsubscribe(LiveSubscriber subscriber) {
    subscribers.remove(subscriber);
    subscriber.end();
  }

  int subscribers() {
    return subscribers.size();
  }

  /** Ends every stream, then the listening. */
  @Override
  public void close() {
    stop.countDown();
    subscribers.forEach(LiveSubscriber::end);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    var pause = new GrowingPause(SHORTEST_PAUSE, LONGEST_PAUSE);
    Runnable connected =
        () -> {
          listening.countDown();
          pause.reset();
        };
    try {
      while (stop.getCount() > 0) {
        try {
          store.listen(connected, this::publish, () -> stop.getCount() > 0);
        } catch (DataAccessResourceFailureException e) {
          LOG.warn("Live updates pause for {} ms: {}", pause.millis(), e.getMessage());
        } catch (RuntimeException e) {
          // a listener that has ended looks like one with nothing to tell
          LOG.error("Live updates failed, listening again in {} ms", pause.millis(), e);
        }
        pause.await(stop);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Hands a payload of {@link NoticeJson} to the organization's screens. */
  void publish(String payload) {
    if (subscribers.isEmpty()) {
      return;
    }
    try {
      var json = LenientJson.readObject(ByteSlice.of(payload), JsonLimits.SMALL);
      var organizationId = new OrganizationId(json.path("organizationId").asLong(0));
      for (var notice : json.path("notices")) {
        if (notice instanceof ObjectNode object) {
          publish(organizationId, object);
        }
      }
    } catch (MalformedPayloadException e) {
      LOG.warn("A notice is no JSON object and is left out: {}", e.getMessage());
    }
  }

  private void publish(OrganizationId organizationId, ObjectNode notice) {
    var type = notice.path("type").asString("");
    notice.remove("type");
    var update =
        new LiveSubscriber.Update(
            type, new String(LenientJson.write(notice), StandardCharsets.UTF_8));
    for (var subscriber : subscribers) {
      if (subscriber.organizationId().equals(organizationId)) {
        subscriber.offer(update);
      }
    }
  }
}
