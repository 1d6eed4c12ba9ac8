package dev.fettle.platform.outbox;

import dev.fettle.platform.jobs.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Looks every second which channels have something due, with one statement for all of them, and
 * begins a lane for each. Every node does this; who takes a row has it. Nothing runs while no
 * channel is open. Thread-safe.
 */
final class PostRounds implements AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(1);

  /** Of a stop, with all channels together. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final OutboxStore store;
  private final InstantSource clock;
  private final List<Lanes> channels;
  private final Ticker ticker;
  private volatile boolean stopped;

  PostRounds(OutboxStore store, List<Courier> couriers, InstantSource clock, OutboxMeters meters) {
    couriers.forEach(courier -> meters.show(courier.channel()));
    this.store = store;
    this.clock = clock;
    this.channels =
        couriers.stream()
            .filter(Courier::isOpen)
            .map(courier -> new Lanes(courier, store, clock, meters))
            .toList();
    this.ticker = new Ticker("outbox", EVERY, this::look);
  }

  void start() {
    if (!channels.isEmpty()) {
      ticker.start();
    }
  }

  /** One round; what it begins goes on in threads of its own. */
  void look() {
    var ready = channels.stream().filter(Lanes::mayBegin).toList();
    if (stopped || ready.isEmpty()) {
      return;
    }
    var due = store.due(ready.stream().map(Lanes::channel).toList(), clock.instant());
    ready.stream().filter(lanes -> due.contains(lanes.channel())).forEach(Lanes::begin);
  }

  /** Whether nothing is being delivered by this node. */
  boolean isResting() {
    return channels.stream().allMatch(Lanes::isResting);
  }

  @Override
  public void close() {
    stopped = true;
    ticker.close();
    channels.forEach(Lanes::beginNoMore);
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      for (var lanes : channels) {
        lanes.awaitRest(Duration.ofNanos(end - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
