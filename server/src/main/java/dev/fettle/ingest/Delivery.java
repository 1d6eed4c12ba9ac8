package dev.fettle.ingest;

import dev.fettle.core.ByteSlice;
import dev.fettle.items.Reason;
import java.util.List;
import java.util.UUID;

/** What a door made of a request. */
public sealed interface Delivery {

  /**
   * Items to keep.
   *
   * @param eventId for items that name no event themselves
   * @param envelope bytes of one envelope ({@link EnvelopeWriter})
   * @param answer given once they are durable
   */
  record Items(UUID eventId, List<ByteSlice> envelope, Answer answer) implements Delivery {
    public Items {
      envelope = List.copyOf(envelope);
    }
  }

  /** Nothing to keep and nothing wrong: a script is fetched, an exporter had nothing to say. */
  record Nothing(Answer answer) implements Delivery {}

  /**
   * The client's fault.
   *
   * @param reason the outcome's
   */
  record Refused(Reason reason, Answer answer) implements Delivery {}
}
