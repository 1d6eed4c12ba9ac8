package dev.fettle.platform.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is due of one channel: so many messages at once as its courier wants, each taken,
 * delivered and settled before the lane takes the next. Thread-safe.
 */
final class Lanes {

  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  /** Twice what a delivery may take: a node that is slow keeps what it has. */
  static final Duration TAKE_OVER_AFTER = Courier.LONGEST.multipliedBy(2);

  /** A lane ends after so many, and the next look begins another: nothing runs for ever. */
  private static final int MOST_A_TURN = 200;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Courier courier;
  private final OutboxStore store;
  private final Retries retries;
  private final InstantSource clock;
  private final Semaphore free;
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;
  private Instant pausedUntil = Instant.MIN;
  private int timesAway;

  Lanes(Courier courier, OutboxStore store, InstantSource clock, OutboxMeters meters) {
    this.courier = courier;
    this.store = store;
    this.retries = new Retries(store, clock, courier.channel(), meters);
    this.clock = clock;
    this.free = new Semaphore(courier.atOnce());
  }

  String channel() {
    return courier.channel();
  }

  /** Whether something that is due could be taken now. */
  boolean mayBegin() {
    return !stopped && free.availablePermits() > 0 && !isPaused();
  }

  /** Whether no lane is busy. */
  boolean isResting() {
    return free.availablePermits() == courier.atOnce();
  }

  /** Begins a lane, unless all are busy. */
  void begin() {
    if (!stopped && free.tryAcquire()) {
      Thread.ofVirtual().name("outbox-" + channel()).start(this::run);
    }
  }

  /** For good: what runs ends with the message it has. */
  void beginNoMore() {
    stopped = true;
  }

  /** Lets running deliveries end, for a while; then they are interrupted. */
  void awaitRest(Duration patience) throws InterruptedException {
    if (free.tryAcquire(courier.atOnce(), patience.toMillis(), TimeUnit.MILLISECONDS)) {
      free.release(courier.atOnce());
    } else {
      running.forEach(Thread::interrupt);
    }
  }

  private void run() {
    running.add(Thread.currentThread());
    try {
      for (int i = 0; i < MOST_A_TURN && !stopped && !isPaused(); i++) {
        var now = clock.instant();
        var parcel = store.take(channel(), now, now.plus(TAKE_OVER_AFTER)).orElse(null);
        if (parcel == null) {
          return;
        }
        begin(); // there may be more: somebody else looks
        if (retries.isWorthTrying(parcel)) {
          settle(parcel, attempt(parcel));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // not settled: it is taken over later
    } catch (RuntimeException e) {
      LOG.warn("The outbox cannot read or note messages of {}: {}", channel(), e.getMessage());
      LOG.debug("The outbox fails", e);
    } finally {
      running.remove(Thread.currentThread());
      free.release();
    }
  }

  private Delivery attempt(Parcel parcel) throws InterruptedException {
    try {
      return courier.deliver(parcel);
    } catch (RuntimeException e) {
      LOG.warn("The courier {} fails with message {}", channel(), parcel.id(), e);
      return new Delivery.Failed(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private void settle(Parcel parcel, Delivery delivery) {
    if (delivery instanceof Delivery.Away away) {
      pause(away.cause());
    } else {
      resume();
    }
    retries.note(parcel, delivery);
  }

  private synchronized boolean isPaused() {
    return clock.instant().isBefore(pausedUntil);
  }

  private synchronized void pause(String cause) {
    var pause = Retries.doubled(FIRST_PAUSE, timesAway, LONGEST_PAUSE);
    if (timesAway == 0) {
      LOG.warn("Nothing of {} can be delivered now, and is tried again: {}", channel(), cause);
    }
    timesAway++;
    pausedUntil = clock.instant().plus(pause);
  }

  private synchronized void resume() {
    if (timesAway > 0) {
      LOG.info("Messages of {} are delivered again", channel());
    }
    timesAway = 0;
    pausedUntil = Instant.MIN;
  }
}
