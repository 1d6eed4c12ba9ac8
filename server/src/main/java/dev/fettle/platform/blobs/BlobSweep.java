package dev.fettle.platform.blobs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes contents that nobody refers to; {@link Blobs} says why that is safe.
 *
 * <p>A content is looked at when its row is due: when the last that referred to it is too old, when
 * nothing came to refer to it, or at once when a project that had it was removed. Once a day the
 * vault is looked through for contents without a row, which a database that was put back from a
 * backup leaves; they get a row that is due a day later.
 */
final class BlobSweep {

  private static final Duration ROUND = Duration.ofDays(1);

  /** When somebody still refers to it. */
  private static final Duration NEXT_LOOK = Duration.ofDays(7);

  private final BlobStore store;
  private final Vault vault;
  private final InstantSource clock;
  private final TransactionTemplate transactions;
  private Instant nextRound = Instant.MIN;
  private int nextShard;

  BlobSweep(BlobStore store, Vault vault, InstantSource clock, TransactionTemplate transactions) {
    this.store = store;
    this.vault = vault;
    this.clock = clock;
    this.transactions = transactions;
  }

  /** A piece of it; whether there is more. */
  boolean removeSome() {
    var now = clock.instant();
    if (Boolean.TRUE.equals(transactions.execute(_ -> lookAtDue(now)))) {
      return true;
    }
    if (now.isBefore(nextRound)) {
      return false;
    }
    adoptStrangers(now);
    nextShard++;
    if (nextShard == Vault.SHARDS) {
      nextShard = 0;
      nextRound = now.plus(ROUND);
    }
    return nextShard > 0;
  }

  private boolean lookAtDue(Instant now) {
    var due = store.lockDue(now);
    if (due.isEmpty()) {
      return false;
    }
    var referred = store.referred(due.stream().map(BlobStore.Due::hash).toList());
    if (!referred.isEmpty()) {
      store.checkAgain(referred, now.plus(NEXT_LOOK));
    }
    var unused = due.stream().filter(row -> !referred.contains(row.hash())).toList();
    var unmarked = hashes(unused, true);
    if (!unmarked.isEmpty()) {
      store.condemn(unmarked);
    }
    var condemned = hashes(unused, false);
    if (!condemned.isEmpty()) {
      condemned.forEach(vault::delete);
      store.delete(condemned);
    }
    return true;
  }

  private static List<BlobHash> hashes(List<BlobStore.Due> rows, boolean stored) {
    return rows.stream().filter(row -> row.stored() == stored).map(BlobStore.Due::hash).toList();
  }

  private void adoptStrangers(Instant now) {
    var found = new ArrayList<BlobHash>(BlobStore.CHUNK);
    var due = now.plus(Blobs.PATIENCE);
    vault.list(
        nextShard,
        (hash, written) -> {
          // what is younger may be between its write and its row's mark
          if (written.isBefore(now.minus(Blobs.PATIENCE))) {
            found.add(hash);
          }
          if (found.size() == BlobStore.CHUNK) {
            store.adopt(found, due);
            found.clear();
          }
        });
    if (!found.isEmpty()) {
      store.adopt(found, due);
    }
  }
}
