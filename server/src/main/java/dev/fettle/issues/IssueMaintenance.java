package dev.fettle.issues;

import dev.fettle.payloads.DictionaryStore;
import dev.fettle.platform.db.Erasure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Deletes issues that have no events left, and removes the rows of deleted ones. */
final class IssueMaintenance {

  /** The job that runs this. */
  static final String JOB = "issues";

  private static final Logger LOG = LoggerFactory.getLogger(IssueMaintenance.class);

  private final IssueChangeStore issues;
  private final DictionaryStore dictionaries;
  private final Erasure erasure;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final Duration retention;

  IssueMaintenance(
      IssueChangeStore issues,
      DictionaryStore dictionaries,
      Erasure erasure,
      TransactionTemplate transactions,
      InstantSource clock,
      Duration retention) {
    this.issues = issues;
    this.dictionaries = dictionaries;
    this.erasure = erasure;
    this.transactions = transactions;
    this.clock = clock;
    this.retention = retention;
  }

  /** A piece of it; whether there is more. */
  boolean removeSome(BooleanSupplier goOn) {
    var now = clock.instant();
    var before = now.minus(retention);
    var expired = transactions.execute(_ -> issues.expire(before, now));
    var deleted = issues.someDeleted();
    if (!deleted.isEmpty()) {
      erasure.erase("issue", deleted, goOn, (table, rows) -> {});
      LOG.info("Removed {} deleted issues", deleted.size());
    }
    dictionaries.deleteReplaced(before);
    return !deleted.isEmpty() || (expired != null && expired > 0);
  }
}
