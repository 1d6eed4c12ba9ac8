package dev.fettle.platform.blobs;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Where contents are: a port with two implementations that pass one contract kit. A content that is
 * there is whole, whatever happened while it was written. Thread-safe; never holds one in memory.
 *
 * <p>Every method throws {@link BlobUnavailableException} when the place cannot be used now.
 */
public interface Vault {

  /** {@link #list} is called for each number below this. */
  int SHARDS = 256;

  /** What is that old and not whole belongs to no write any more. */
  Duration LONGEST_WRITE = Duration.ofDays(1);

  /** Durable when this returns. Does nothing when the content is there already. */
  void write(BlobHash hash, BlobContent content);

  /** The bytes, for the caller to close, also before their end; empty when they are not there. */
  Optional<InputStream> open(BlobHash hash);

  /** Does nothing when it is not there. */
  void delete(BlobHash hash);

  /**
   * Tells the contents whose hash begins with this byte, and when they were written.
   *
   * @param shard 0 to 255
   */
  void list(int shard, BiConsumer<BlobHash, Instant> seen);
}
