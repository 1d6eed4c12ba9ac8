package dev.fettle.performance;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.trace.Span;
import dev.fettle.items.IncomingItem;
import dev.fettle.projects.NameStore;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A span as it will be written.
 *
 * @param id UUIDv7 of the time of receipt
 * @param payload zstd of the span's JSON
 */
record SpanRow(IncomingItem item, UUID id, Span span, ByteSlice payload)
    implements NameStore.Named {

  @Override
  public @Nullable String environment() {
    return span.environment();
  }

  @Override
  public @Nullable String release() {
    return span.release();
  }
}
