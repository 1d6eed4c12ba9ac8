package dev.fettle.feedback;

import dev.fettle.core.envelope.ItemType;
import dev.fettle.core.feedback.Feedback;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.PreparedItem;
import dev.fettle.projects.NameStore;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A report or a feedback as it came. */
record PreparedFeedback(IncomingItem item, Feedback feedback)
    implements PreparedItem, NameStore.Named {

  /** What makes it one and the same. */
  record Key(long projectId, UUID clientId, String source) {}

  String source() {
    return item.header().type() == ItemType.USER_REPORT ? "user_report" : "feedback";
  }

  Key key() {
    return new Key(projectId(), feedback.id(), source());
  }

  @Override
  public @Nullable String environment() {
    return feedback.environment();
  }

  @Override
  public @Nullable String release() {
    return feedback.release();
  }
}
