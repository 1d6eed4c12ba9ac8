package dev.fettle.items;

import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.envelope.ItemType;
import java.util.List;
import java.util.Set;

/**
 * What a feature implements to receive the items it keeps.
 *
 * <p>The digest thread calls {@link #prepare} once per item, outside any transaction, then {@link
 * #keepContents} once per batch, then {@link #write} inside the transaction that also stores the
 * log position. A transaction that fails is tried again with the same prepared items, whole or in
 * halves, so neither method may keep state that a rollback would make wrong. Both may run in
 * several threads at once: an item that was set aside is tried again beside the digest.
 */
public interface ItemConsumer {

  /** The item types this consumer takes; no two consumers share one. */
  Set<ItemType> types();

  /**
   * Turns an item into what will be written. No database, no waiting.
   *
   * <p>The payload's array belongs to the log and is overwritten after the batch: copy what
   * outlives the batch.
   *
   * @throws MalformedPayloadException when the item can never be understood: counted as invalid.
   *     Any unchecked exception is our own fault: the item is set aside with its bytes, its
   *     neighbours go on
   */
  PreparedItem prepare(IncomingItem item) throws MalformedPayloadException;

  /**
   * The same for an item whose project may have filters; a consumer that can say what filters want
   * to know overrides it.
   *
   * @throws ItemFilteredException when the project does not want it
   */
  default PreparedItem prepare(IncomingItem item, ItemFilter filter)
      throws MalformedPayloadException {
    return prepare(item);
  }

  /**
   * Makes durable what no transaction holds and the rows of {@link #write} will refer to. Outside
   * of any transaction, before each attempt to write; may read the database and wait.
   *
   * @throws dev.fettle.platform.blobs.BlobUnavailableException when that is not possible now
   */
  default void keepContents(List<PreparedItem> batch) {}

  /**
   * Writes a batch in the running transaction and records an outcome for each item.
   *
   * @param batch in log order, never empty
   */
  void write(List<PreparedItem> batch, OutcomeTally outcomes);
}
