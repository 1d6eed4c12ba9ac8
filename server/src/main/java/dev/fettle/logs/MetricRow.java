package dev.fettle.logs;

import dev.fettle.core.log.Metric;
import dev.fettle.items.IncomingItem;
import dev.fettle.projects.NameStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A measurement as it will be written.
 *
 * @param id UUIDv7 of its own time
 */
record MetricRow(IncomingItem item, UUID id, Metric metric) implements NameStore.Named {

  /** What it is a measurement of. */
  record Key(long projectId, String name, Metric.Type type, String unit) {}

  Key key() {
    return new Key(item.projectId(), metric.name(), metric.type(), metric.unit());
  }

  Instant hour() {
    return metric.at().truncatedTo(ChronoUnit.HOURS);
  }

  @Override
  public @Nullable String environment() {
    return metric.origin().environment();
  }

  @Override
  public @Nullable String release() {
    return metric.origin().release();
  }
}
