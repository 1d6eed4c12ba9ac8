package dev.fettle.platform.blobs;

import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * A vault that replaces a folder: what is still in the folder is read from there and moved, a few
 * contents at a time.
 */
final class MovingVault implements Vault {

  private static final int FEW = 50;

  private final Vault vault;
  private final FolderVault former;
  private int shard;

  MovingVault(Vault vault, FolderVault former) {
    this.vault = vault;
    this.former = former;
  }

  /** Moves some; whether there may be more. Nothing comes to the folder, so one round is all. */
  boolean moveSome(BooleanSupplier goOn) {
    if (shard == SHARDS) {
      return false;
    }
    var some = some(shard);
    for (var hash : some) {
      if (!goOn.getAsBoolean()) {
        return false;
      }
      former.content(hash).ifPresent(content -> vault.write(hash, content));
      former.delete(hash);
    }
    if (some.size() == FEW) {
      return true;
    }
    shard++;
    return shard < SHARDS;
  }

  private List<BlobHash> some(int from) {
    var some = new ArrayList<BlobHash>(FEW);
    former.list(
        from,
        (hash, _) -> {
          if (some.size() < FEW) {
            some.add(hash);
          }
        });
    return some;
  }

  @Override
  public void write(BlobHash hash, BlobContent content) {
    vault.write(hash, content);
  }

  @Override
  public Optional<InputStream> open(BlobHash hash) {
    return vault.open(hash).or(() -> former.open(hash)).or(() -> vault.open(hash));
  }

  /** Of the folder first, or the content would be moved after its deletion. */
  @Override
  public void delete(BlobHash hash) {
    former.delete(hash);
    vault.delete(hash);
  }

  @Override
  public void list(int of, BiConsumer<BlobHash, Instant> seen) {
    vault.list(of, seen);
  }
}
