package dev.fettle.projects;

import dev.fettle.platform.db.Erasure;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes projects and organizations that somebody deleted, with everything that belongs to them.
 * They are gone for everybody as soon as they are marked; this is what happens to their rows. How
 * far it is stands in {@code deletion_job}.
 */
final class Deletions {

  /** The job that runs this. */
  static final String JOB = "deletions";

  private static final Logger LOG = LoggerFactory.getLogger(Deletions.class);

  private final DeletionStore store;
  private final Erasure erasure;
  private final InstantSource clock;

  Deletions(DeletionStore store, Erasure erasure, InstantSource clock) {
    this.store = store;
    this.erasure = erasure;
    this.clock = clock;
  }

  /** Notes a deletion, in the transaction that takes the row away from everybody. */
  void request(String subject, long subjectId) {
    store.request(subject, subjectId, clock.instant());
  }

  /** Removes the next one; whether there may be more. */
  boolean removeNext(BooleanSupplier goOn) {
    var found = store.next();
    if (found.isEmpty()) {
      return false;
    }
    var deletion = found.get();
    LOG.info("Removing {} {}", deletion.subject(), deletion.subjectId());
    boolean done =
        erasure.erase(
            deletion.subject(),
            List.of(deletion.subjectId()),
            goOn,
            (table, rows) -> store.progress(deletion.id(), table, rows));
    if (done) {
      LOG.info(
          "{} {} is gone with {} rows",
          deletion.subject(),
          deletion.subjectId(),
          store.finish(deletion.id(), clock.instant()));
    }
    return done;
  }
}
