package dev.fettle.feedback;

import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.core.feedback.Feedback;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.ItemConsumer;
import dev.fettle.items.Outcome;
import dev.fettle.items.OutcomeTally;
import dev.fettle.items.PreparedItem;
import dev.fettle.items.Reason;
import dev.fettle.projects.NameStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * Keeps what people say. There is one report for each event: a later one replaces it, as somebody
 * who sends the dialog twice means the second. A feedback has an id of its own and is kept once.
 */
final class FeedbackConsumer implements ItemConsumer {

  private final NameStore names;
  private final FeedbackStore store;

  FeedbackConsumer(NameStore names, FeedbackStore store) {
    this.names = names;
    this.store = store;
  }

  @Override
  public Set<ItemType> types() {
    return Set.of(ItemType.USER_REPORT, ItemType.FEEDBACK);
  }

  @Override
  public PreparedItem prepare(IncomingItem item) throws MalformedPayloadException {
    var feedback =
        item.header().type() == ItemType.USER_REPORT
            ? Feedback.report(item.payload(), item.envelopeEventId(), item.clock())
            : Feedback.feedback(item.payload(), item.envelopeEventId(), item.clock());
    return new PreparedFeedback(item, feedback);
  }

  @Override
  public void write(List<PreparedItem> batch, OutcomeTally outcomes) {
    var all = batch.stream().map(PreparedFeedback.class::cast).toList();
    var projects = names.projects(all);
    var newest = new LinkedHashMap<PreparedFeedback.Key, PreparedFeedback>();
    for (var feedback : all) {
      if (!projects.containsKey(feedback.projectId())) {
        outcomes.add(feedback.item(), Outcome.DROPPED, Reason.PROJECT_DELETED);
      } else {
        newest.put(feedback.key(), feedback);
        outcomes.add(feedback.item(), Outcome.ACCEPTED, Reason.NONE);
      }
    }
    if (!newest.isEmpty()) {
      var kept = List.copyOf(newest.values());
      names.addNames(kept);
      store.put(kept);
    }
  }
}
