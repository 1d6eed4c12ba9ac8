package dev.fettle.protection;

import java.util.ArrayList;
import java.util.List;

/** The rules of one project in the form they are applied in. Immutable. */
public final class ProjectProtection {

  static final ProjectProtection DEFAULT = new ProjectProtection(IntakeRules.DEFAULT);

  private final IntakeRules rules;
  private final List<Network> addresses = new ArrayList<>();

  ProjectProtection(IntakeRules rules) {
    this.rules = rules;
    for (var text : rules.addresses()) {
      var network = Network.parse(text);
      if (network != null) {
        addresses.add(network);
      }
    }
  }

  /** Whether nothing is wanted from this address. */
  public boolean rejectsAddress(String address) {
    if (addresses.isEmpty()) {
      return false;
    }
    var bytes = Network.bytes(address);
    return bytes != null && addresses.stream().anyMatch(network -> network.contains(bytes));
  }

  /** Whether a spike is sampled. */
  public boolean spikeProtection() {
    return rules.spikeProtection();
  }
}
