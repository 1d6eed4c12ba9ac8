package dev.fettle.issues;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Hands the notices of every node to the screens that are connected to this one. One virtual thread
 * listens; each subscriber drains its own bounded queue, so that a slow one only loses its own.
 */
final class LiveUpdates implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveUpdates.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final LiveStore store;
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

  LiveSubscriber subscribe(long organizationId) {
    var subscriber = new LiveSubscriber(organizationId);
    subscribers.add(subscriber);
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
    long pause = 100;
    try {
      while (stop.getCount() > 0) {
        try {
          store.listen(listening::countDown, this::publish, () -> stop.getCount() > 0);
          pause = 100;
        } catch (DataAccessResourceFailureException e) {
          LOG.warn("Live updates pause for {} ms: {}", pause, e.getMessage());
          if (stop.await(pause, TimeUnit.MILLISECONDS)) {
            return;
          }
          pause = Math.min(pause * 2, LONGEST_PAUSE.toMillis());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A notice is an object with {@code type} and {@code organizationId}; anything else is ours to
   * fix.
   */
  void publish(String notice) {
    if (subscribers.isEmpty()) {
      return;
    }
    try {
      var json = LenientJson.readObject(ByteSlice.of(notice), JsonLimits.SMALL);
      var type = json.path("type").asString("");
      long organizationId = json.path("organizationId").asLong(0);
      json.remove("type");
      json.remove("organizationId");
      var number = json.remove("number");
      var slug = json.remove("slug");
      if (number != null && slug != null) {
        json.put("shortId", ShortId.format(slug.asString(""), number.asLong(0)));
      }
      var update =
          new LiveSubscriber.Update(
              type, new String(LenientJson.write(json), StandardCharsets.UTF_8));
      for (var subscriber : subscribers) {
        if (subscriber.organizationId() == organizationId) {
          subscriber.offer(update);
        }
      }
    } catch (MalformedPayloadException e) {
      LOG.warn("A notice is no JSON object and is left out: {}", e.getMessage());
    }
  }
}
