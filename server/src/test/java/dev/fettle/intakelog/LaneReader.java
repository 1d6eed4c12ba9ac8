package dev.fettle.intakelog;

import java.util.ArrayList;
import java.util.List;

/** Is given the lanes of a {@link FairLog}, the usual one first. */
final class LaneReader implements IntakeLog.Readers {

  private final List<LogPartition> lanes = new ArrayList<>();

  @Override
  public void assigned(LogPartition partition) {
    lanes.add(partition);
  }

  @Override
  public void revoked(LogPartition partition) {
    lanes.remove(partition);
  }

  List<LogPartition> all() {
    return List.copyOf(lanes);
  }

  LogPartition usual() {
    return lanes.getFirst();
  }

  LogPartition busy() {
    return lanes.getLast();
  }
}
