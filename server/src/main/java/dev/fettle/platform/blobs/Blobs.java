package dev.fettle.platform.blobs;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps contents that rows refer to. First {@link #keep}, outside of any transaction: it writes
 * them and returns when they are durable. Then {@link #refer}, in the transaction that writes the
 * referring rows. A crash in between leaves contents that nobody refers to, which {@link BlobSweep}
 * removes; never a row whose content is missing.
 *
 * <p>What the row of a content promises: <i>while it says {@code stored}, the content is there.</i>
 *
 * <ul>
 *   <li>{@code keep} makes or finds the row and remembers its number, writes the content unless the
 *       vault has it, and then marks that very row, by its number, as stored. A sweep in between
 *       has deleted the row, or made another with another number possible: then it begins again.
 *   <li>{@code refer} locks the rows and refuses when one is missing or not stored.
 *   <li>The sweep locks rows that are due, takes {@code stored} from those nobody refers to, and
 *       commits. Only in a later transaction, with the row locked again and still not stored, it
 *       deletes the content and the row. So between a look by anybody and the deletion lies a
 *       commit that {@code keep} and {@code refer} see, and a sweep that is killed half-way leaves
 *       a row that promises nothing.
 * </ul>
 *
 * <p>Thread-safe, on any number of nodes with one database and one vault.
 */
public final class Blobs {

  private static final Logger LOG = LoggerFactory.getLogger(Blobs.class);

  /** How long what was kept waits for a transaction that refers to it. */
  static final Duration PATIENCE = Duration.ofDays(1);

  /** A row that says nearly the same already is not written again. */
  private static final Duration TOLERANCE = Duration.ofHours(1);

  private static final int ATTEMPTS = 20;

  private final BlobStore store;
  private final Vault vault;
  private final InstantSource clock;

  Blobs(BlobStore store, Vault vault, InstantSource clock) {
    this.store = store;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * Makes contents durable. For at most some hundred at once; each is streamed.
   *
   * @param contents by their hash
   * @throws BlobUnavailableException when that is not possible now
   */
  public void keep(Map<BlobHash, BlobContent> contents) {
    var sizes = new TreeMap<BlobHash, Long>();
    contents.forEach((hash, content) -> sizes.put(hash, content.size()));
    for (int attempt = 0; !sizes.isEmpty(); attempt++) {
      if (attempt == ATTEMPTS) {
        throw new BlobGoneException(sizes.size());
      }
      var numbers = store.claim(sizes, clock.instant().plus(PATIENCE), TOLERANCE);
      for (var hash : numbers.keySet()) {
        var content = contents.get(hash);
        if (content != null) {
          vault.write(hash, content);
        }
      }
      sizes.keySet().removeAll(store.markStored(numbers, Map.copyOf(sizes)));
      if (!sizes.isEmpty()) {
        LOG.debug("{} contents were swept while they were written, once more", sizes.size());
      }
    }
  }

  /**
   * Holds contents for the rows that the running transaction writes.
   *
   * @param until when those rows will be too old: the sweep looks for others then
   * @throws BlobGoneException when one is not there: {@link #keep} it again, in no transaction
   */
  public void refer(Collection<BlobHash> contents, Instant until) {
    var wanted = Set.copyOf(contents);
    var there = store.lockStored(wanted);
    if (there.size() < wanted.size()) {
      throw new BlobGoneException(wanted.size() - there.size());
    }
    store.keepUntil(there, until, TOLERANCE);
  }

  /** The bytes, for the caller to close, also before their end; empty when they are not there. */
  public Optional<InputStream> open(BlobHash hash) {
    return vault.open(hash);
  }
}
