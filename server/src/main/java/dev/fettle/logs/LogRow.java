package dev.fettle.logs;

import dev.fettle.core.log.LogRecord;
import dev.fettle.items.IncomingItem;
import dev.fettle.projects.NameStore;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A log as it will be written.
 *
 * @param id UUIDv7 of the log's own time
 */
record LogRow(IncomingItem item, UUID id, LogRecord entry) implements NameStore.Named {

  @Override
  public @Nullable String environment() {
    return entry.origin().environment();
  }

  @Override
  public @Nullable String release() {
    return entry.origin().release();
  }
}
