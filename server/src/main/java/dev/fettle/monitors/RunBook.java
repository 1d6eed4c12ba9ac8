package dev.fettle.monitors;

import dev.fettle.core.monitor.CheckIn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The runs that the check-ins of one batch are about. */
final class RunBook {

  private record Client(long monitorId, UUID checkInId) {}

  private record Place(long monitorId, String environment) {}

  private final Map<UUID, Run> before = new HashMap<>();
  private final Map<UUID, Run> runs = new LinkedHashMap<>();
  private final Map<Client, UUID> byClient = new HashMap<>();
  private final Map<Place, LinkedHashSet<UUID>> open = new HashMap<>();

  RunBook(Collection<Run> stored) {
    stored.stream()
        .sorted(Comparator.comparing(Run::startedAt))
        .forEach(run -> {
          before.put(run.id(), run);
          put(run);
        });
  }

  /** The run a check-in belongs to, if it is known. */
  @Nullable Run find(long monitorId, CheckIn checkIn) {
    UUID id = null;
    if (checkIn.id() != null) {
      id = byClient.get(new Client(monitorId, checkIn.id()));
    } else if (checkIn.status() != CheckIn.Status.IN_PROGRESS) {
      var going = open.get(new Place(monitorId, checkIn.environment()));
      id = going == null || going.isEmpty() ? null : going.getLast();
    }
    return id == null ? null : runs.get(id);
  }

  void put(Run run) {
    runs.put(run.id(), run);
    byClient.put(new Client(run.monitorId(), run.checkInId()), run.id());
    var going =
        open.computeIfAbsent(
            new Place(run.monitorId(), run.environment()), _ -> new LinkedHashSet<>());
    if (run.isOpen()) {
      going.add(run.id());
    } else {
      going.remove(run.id());
    }
  }

  List<Run> made() {
    return runs.values().stream().filter(run -> !before.containsKey(run.id())).toList();
  }

  List<Run> changed() {
    var changed = new ArrayList<Run>();
    runs.forEach((id, run) -> {
      var stored = before.get(id);
      if (stored != null && !stored.equals(run)) {
        changed.add(run);
      }
    });
    return changed;
  }
}
