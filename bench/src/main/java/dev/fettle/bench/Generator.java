package dev.fettle.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends events when they are due, on one thread and a bounded set of connections. When every
 * connection waits for an answer, events wait here, and that wait is part of their latency.
 *
 * <p>The clock ticks in milliseconds (those of {@code epoll}); latencies below that are rounded up.
 */
final class Generator implements AutoCloseable {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

  private final Load load;
  private final Selector selector;
  private final List<Connection> connections = new ArrayList<>();
  private final ArrayDeque<Connection> idle = new ArrayDeque<>();
  private final AtomicLong acknowledged = new AtomicLong();
  private final BitSet acknowledgedNumbers = new BitSet();
  private long nextNumber;

  Generator(Load load, InetSocketAddress address, int connectionCount) {
    this.load = load;
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int i = 0; i < connectionCount; i++) {
      connections.add(new Connection(address, selector, load.longestRequest()));
    }
    idle.addAll(connections);
  }

  /**
   * What became of a step.
   *
   * @param seconds from the first due time to the last answer
   * @param refused answers other than 2xx
   * @param broken requests without an answer: whether they are stored is not known
   */
  record Result(
      long sent,
      long acknowledged,
      long refused,
      long broken,
      double seconds,
      Latencies latencies) {}

  /** Of all steps so far; may be read by any thread. */
  long acknowledged() {
    return acknowledged.get();
  }

  /** The numbers that were answered with 2xx; between steps only. */
  BitSet acknowledgedNumbers() {
    return acknowledgedNumbers;
  }

  /** Runs a step to the last answer. */
  Result run(Schedule schedule) {
    try {
      return new Step(schedule).run();
    } catch (IOException e) {
      throw new UncheckedIOException("the load generator's selector failed", e);
    }
  }

  private final class Step {

    private final Schedule schedule;
    private final Latencies latencies = new Latencies();
    private long next;
    private long refused;
    private long broken;
    private long lastAnswerNanos;

    Step(Schedule schedule) {
      this.schedule = schedule;
      this.lastAnswerNanos = schedule.startNanos();
    }

    Result run() throws IOException {
      while (next < schedule.count() || idle.size() < connections.size()) {
        sendDue();
        selector.select(this::serve, timeoutMillis());
        dropSilent();
      }
      return new Result(
          next,
          latencies.count(),
          refused,
          broken,
          (lastAnswerNanos - schedule.startNanos()) / 1e9,
          latencies);
    }

    private void sendDue() {
      while (next < schedule.count()
          && !idle.isEmpty()
          && schedule.dueNanos(next) <= System.nanoTime()) {
        var connection = idle.poll();
        try {
          connection.send(load, nextNumber++, schedule.dueNanos(next));
        } catch (IOException e) {
          fail(connection);
        }
        next++;
      }
    }

    private long timeoutMillis() {
      if (next >= schedule.count() || idle.isEmpty()) {
        return 100;
      }
      return Math.clamp((schedule.dueNanos(next) - System.nanoTime()) / 1_000_000, 1, 100);
    }

    private void serve(java.nio.channels.SelectionKey key) {
      var connection = (Connection) key.attachment();
      try {
        if (key.isWritable()) {
          connection.flush();
        }
        if (key.isValid() && key.isReadable()) {
          var answer = connection.receive();
          if (answer != null) {
            count(connection, answer);
          }
        }
      } catch (IOException e) {
        fail(connection);
      }
    }

    private void count(Connection connection, Answer answer) {
      lastAnswerNanos = System.nanoTime();
      if (answer.status() / 100 == 2) {
        latencies.add(lastAnswerNanos - connection.dueNanos());
        acknowledgedNumbers.set(Math.toIntExact(connection.number()));
        acknowledged.incrementAndGet();
      } else {
        refused++;
      }
      idle.add(connection);
    }

    private void fail(Connection connection) {
      connection.close();
      if (!idle.contains(connection)) {
        broken++;
        idle.add(connection);
      }
    }

    private void dropSilent() {
      if (next < schedule.count() || idle.size() == connections.size()) {
        return;
      }
      if (System.nanoTime() - lastAnswerNanos > ANSWER_LIMIT.toNanos()
          && System.nanoTime() - schedule.dueNanos(schedule.count() - 1) > ANSWER_LIMIT.toNanos()) {
        connections.forEach(this::fail);
      }
    }
  }

  @Override
  public void close() {
    connections.forEach(Connection::close);
    try {
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
