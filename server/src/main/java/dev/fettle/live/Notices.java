package dev.fettle.live;

import dev.fettle.core.id.OrganizationId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sends notices to the screens of all nodes. Never part of the work they tell of: a notice waits
 * here until the sender's transaction is committed, is sent on a connection of its own, and is lost
 * when the database does not take it or when too many wait. So neither PostgreSQL's queue of
 * notices, which a session that listens and hangs fills up, nor the server-wide lock a commit with
 * a notice takes can hold anybody up.
 *
 * <p>At most one payload per organization and second. Thread-safe; one virtual thread sends.
 */
public final class Notices implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** What one payload has room for, about. */
  private static final int MOST_PER_ORGANIZATION = 50;

  private static final int MOST_ORGANIZATIONS = 10_000;

  private final LiveStore store;
  private final Map<OrganizationId, Map<Object, Notice>> waiting = new LinkedHashMap<>();
  private final Semaphore arrived = new Semaphore(0);
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("notices").unstarted(this::run);
  private boolean failing;

  Notices(LiveStore store) {
    this.store = store;
  }

  void start() {
    thread.start();
  }

  /** Sends after the running transaction is committed, never if it is not; else soon. */
  public void send(Notice notice) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      add(notice);
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            add(notice);
          }
        });
  }

  private void add(Notice notice) {
    synchronized (waiting) {
      var organization = waiting.get(notice.organizationId());
      if (organization == null) {
        if (waiting.size() >= MOST_ORGANIZATIONS) {
          return;
        }
        organization = new LinkedHashMap<>();
        waiting.put(notice.organizationId(), organization);
      }
      if (organization.size() >= MOST_PER_ORGANIZATION && !organization.containsKey(notice.key())) {
        makeRoom(organization, notice);
        return;
      }
      organization.merge(notice.key(), notice, Notice::with);
    }
    arrived.release();
  }

  /** An important notice takes the place of one that is not. */
  private static void makeRoom(Map<Object, Notice> organization, Notice notice) {
    if (notice.important()) {
      var others = organization.values().iterator();
      while (others.hasNext()) {
        if (!others.next().important()) {
          others.remove();
          organization.put(notice.key(), notice);
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    stop.countDown();
    arrived.release();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      do {
        arrived.acquire();
        arrived.drainPermits();
        flush();
      } while (!stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void flush() {
    List<String> payloads;
    synchronized (waiting) {
      payloads =
          waiting.entrySet().stream()
              .map(entry -> NoticeJson.payload(entry.getKey(), entry.getValue().values()))
              .toList();
      waiting.clear();
    }
    if (payloads.isEmpty()) {
      return;
    }
    try {
      store.send(payloads);
      failing = false;
    } catch (DataAccessException e) {
      if (!failing) {
        LOG.warn(
            "Screens are not told what happens until this is over: {}. If PostgreSQL's queue of"
                + " notices is full, end the session that it names.",
            e.getMessage());
      }
      failing = true;
    }
  }
}
