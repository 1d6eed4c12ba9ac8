package dev.fettle.attachments;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Removes contents that nobody refers to any more.
 *
 * <p>A file is looked at when its row says that nobody used it for the retention time, which is
 * also what a deleted project leaves. It is removed only when no attachment refers to it and while
 * its row is locked, so never between the moment somebody finds it there and the commit that refers
 * to it. Once a day the folder is looked through for files without a row, which a transaction that
 * was rolled back leaves; they get a row that expires a day later.
 */
final class FileRemoval {

  /** Attachments live in daily partitions, so their last day goes a day later. */
  private static final Duration MARGIN = Duration.ofDays(1);

  private static final Duration ROUND = Duration.ofDays(1);

  private final AttachmentStore store;
  private final ContentFolder folder;
  private final InstantSource clock;
  private final Duration retention;
  private Instant nextRound = Instant.MIN;
  private int nextFolder;

  FileRemoval(
      AttachmentStore store, ContentFolder folder, InstantSource clock, Duration retention) {
    this.store = store;
    this.folder = folder;
    this.clock = clock;
    this.retention = retention;
  }

  /** A piece of it, in the caller's transaction; whether there is more. */
  boolean removeSome() {
    var now = clock.instant();
    boolean more = removeExpired(now);
    if (now.isBefore(nextRound)) {
      return more;
    }
    adoptStrangers(now);
    nextFolder++;
    if (nextFolder == ContentFolder.FOLDERS) {
      nextFolder = 0;
      nextRound = now.plus(ROUND);
      return more;
    }
    return true;
  }

  private boolean removeExpired(Instant now) {
    var expired = store.lockExpired(now.minus(retention).minus(MARGIN));
    if (expired.isEmpty()) {
      return false;
    }
    store.keepReferenced(expired, now);
    var unused = store.unused(expired);
    unused.forEach(folder::delete);
    store.delete(unused);
    return true;
  }

  /** Younger files may belong to a transaction that is running. */
  private void adoptStrangers(Instant now) {
    var yesterday = now.minus(MARGIN);
    var found = folder.list(nextFolder, yesterday);
    found.values().removeIf(written -> written.isAfter(yesterday));
    if (!found.isEmpty()) {
      store.adopt(found.keySet(), now.minus(retention));
    }
  }
}
