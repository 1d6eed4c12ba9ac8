package dev.fettle.digest;

import dev.fettle.intakelog.IntakeLog;
import dev.fettle.intakelog.LogPartition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One running {@link Digest} for every partition of the log that this process has. */
public final class Digests implements IntakeLog.Readers, AutoCloseable {

  private final IntakeLog log;
  private final Function<LogPartition, Digest> make;
  private final Map<String, Digest> running = new HashMap<>();
  private IntakeLog.@Nullable Subscription subscription;

  Digests(IntakeLog log, Function<LogPartition, Digest> make) {
    this.log = log;
    this.make = make;
  }

  void start() {
    subscription = log.subscribe(this);
  }

  /** What all partitions of this process hold and is not digested, in positions. */
  public long backlog() {
    synchronized (running) {
      return running.values().stream().mapToLong(Digest::backlog).sum();
    }
  }

  @Override
  public void assigned(LogPartition partition) {
    var digest = make.apply(partition);
    synchronized (running) {
      running.put(partition.partition(), digest);
    }
    digest.start();
  }

  @Override
  public void revoked(LogPartition partition) {
    Digest digest;
    synchronized (running) {
      digest = running.remove(partition.partition());
    }
    if (digest != null) {
      digest.close();
    }
  }

  @Override
  public void close() {
    if (subscription != null) {
      subscription.close();
    }
    List<Digest> left;
    synchronized (running) {
      left = List.copyOf(running.values());
      running.clear();
    }
    left.forEach(Digest::close);
  }
}
