package dev.fettle.items;

import dev.fettle.core.event.NormalizedEvent;
import org.jspecify.annotations.Nullable;

/** A project's inbound filters, for one item. */
public interface ItemFilter {

  /** Wants everything. */
  ItemFilter NONE =
      new ItemFilter() {
        @Override
        public void error(NormalizedEvent event) {}

        @Override
        public void transaction(
            @Nullable String name, @Nullable String release, @Nullable String url) {}
      };

  /**
   * An error or a message.
   *
   * @throws ItemFilteredException when it is not wanted
   */
  void error(NormalizedEvent event);

  /**
   * A transaction.
   *
   * @throws ItemFilteredException when it is not wanted
   */
  void transaction(@Nullable String name, @Nullable String release, @Nullable String url);
}
