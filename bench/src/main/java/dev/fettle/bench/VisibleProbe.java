package dev.fettle.bench;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends one event after the other beside the load, and asks the API for each from the moment it was
 * acknowledged until it is there. Runs in a thread of its own between {@link #start} and {@link
 * #stop}.
 */
final class VisibleProbe implements Runnable {

  /** Above every number the generator reaches. */
  static final long FIRST_NUMBER = 50_000_000;

  private static final long POLL_MILLIS = 10;
  private static final long PAUSE_MILLIS = 150;
  private static final long LIMIT_NANOS = 60_000_000_000L;

  private final Api api;
  private final Api.Project project;
  private final Load load;
  private final EventIds ids;
  private final Latencies latencies = new Latencies();
  private final Thread thread = new Thread(this, "visible-probe");
  private volatile boolean stopped;
  private final AtomicLong sent = new AtomicLong();

  VisibleProbe(Api api, Api.Project project, Load load, EventIds ids) {
    this.api = api;
    this.project = project;
    this.load = load;
    this.ids = ids;
  }

  void start() {
    thread.start();
  }

  /** Waits for the event under way. */
  Latencies stop() throws InterruptedException {
    stopped = true;
    thread.join();
    return latencies;
  }

  /** How many were acknowledged. */
  long sent() {
    return sent.get();
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        long number = FIRST_NUMBER + sent.get();
        var body = load.body(number);
        if (api.sendEnvelope(project, body) / 100 == 2) {
          sent.incrementAndGet();
          awaitEvent(hex(ids.of(number)));
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (IOException e) {
      throw new BenchException("the probe for visible events failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitEvent(String eventId) throws IOException, InterruptedException {
    long acknowledged = System.nanoTime();
    while (System.nanoTime() - acknowledged < LIMIT_NANOS) {
      if (api.hasEvent(project, eventId)) {
        latencies.add(System.nanoTime() - acknowledged);
        return;
      }
      Thread.sleep(POLL_MILLIS);
    }
    latencies.add(LIMIT_NANOS);
  }

  private static String hex(UUID id) {
    return id.toString().replace("-", "");
  }
}
