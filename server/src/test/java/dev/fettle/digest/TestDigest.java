package dev.fettle.digest;

import dev.fettle.intakelog.LogPartition;
import dev.fettle.items.ItemConsumer;
import dev.fettle.outcomes.OutcomeStore;
import dev.fettle.platform.time.Ids;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A digest with one consumer, as the tests of this package want it. */
final class TestDigest {

  private TestDigest() {}

  /** Notes what it has in hand in that folder; not started. */
  static Digest of(
      LogPartition log,
      Path folder,
      ItemConsumer consumer,
      OutcomeStore outcomes,
      JdbcClient jdbc,
      TransactionTemplate transactions) {
    var clock = InstantSource.system();
    return new Digest(
        log,
        InHand.open(folder, log.partition()),
        new BatchReader(log.partition(), List.of(consumer)),
        new DigestStore(jdbc),
        outcomes,
        transactions,
        clock,
        new Ids(clock, new SecureRandom()));
  }
}
