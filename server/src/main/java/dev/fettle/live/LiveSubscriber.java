package dev.fettle.live;

import dev.fettle.core.id.AccountId;
import dev.fettle.core.id.OrganizationId;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The screen at the other end of one stream. Thread-safe. */
final class LiveSubscriber {

  private static final int LONGEST_QUEUE = 256;

  /** One server-sent event. */
  record Update(String name, String json) {}

  private final OrganizationId organizationId;
  private final AccountId accountId;
  private final long number;
  private final BlockingQueue<Update> queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);
  private volatile boolean ended;

  /** The number is larger than those of streams that were opened before. */
  LiveSubscriber(OrganizationId organizationId, AccountId accountId, long number) {
    this.organizationId = organizationId;
    this.accountId = accountId;
    this.number = number;
  }

  AccountId accountId() {
    return accountId;
  }

  long number() {
    return number;
  }

  OrganizationId organizationId() {
    return organizationId;
  }

  /** Queues an update; one who does not keep up is ended and connects again by itself. */
  void offer(Update update) {
    if (!queue.offer(update)) {
      ended = true;
    }
  }

  /** The next update, or null when there is none in that time. */
  @Nullable Update next(Duration wait) throws InterruptedException {
    return queue.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  boolean isEnded() {
    return ended;
  }

  void end() {
    ended = true;
  }
}
