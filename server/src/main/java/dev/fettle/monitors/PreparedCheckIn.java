package dev.fettle.monitors;

import dev.fettle.core.monitor.CheckIn;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.PreparedItem;
import dev.fettle.projects.NameStore;
import org.jspecify.annotations.Nullable;

/** A check-in as it came. */
record PreparedCheckIn(IncomingItem item, CheckIn checkIn)
    implements PreparedItem, NameStore.Named {

  /** A monitor, unique within its project. */
  record MonitorKey(long projectId, String slug) {}

  MonitorKey key() {
    return new MonitorKey(projectId(), checkIn.slug());
  }

  @Override
  public @Nullable String environment() {
    return checkIn.environment();
  }

  @Override
  public @Nullable String release() {
    return checkIn.release();
  }
}
