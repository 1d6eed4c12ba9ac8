package dev.fettle.platform.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Variables of the environment that were meant for us and that nobody reads. */
final class Misspellings {

  private static final String OURS = "FETTLE_";
  private static final String FILE = "_FILE";

  /** Read by the launcher and the build. */
  private static final Set<String> ELSEWHERE = Set.of("FETTLE_MAVEN_REPOSITORY");

  private static final int SHORTEST = 8;
  private static final int FARTHEST = 2;

  private Misspellings() {}

  /** One sentence for each. */
  static List<String> of(Collection<String> variables, Collection<String> known) {
    var told = new ArrayList<String>();
    for (var variable : new TreeSet<>(variables)) {
      var name = variable.endsWith(FILE) ? variable.substring(0, variable.length() - 5) : variable;
      if (known.contains(name) || known.contains(variable) || ELSEWHERE.contains(variable)) {
        continue;
      }
      var nearest = nearest(name, known);
      if (nearest != null) {
        told.add("%s is no setting and is not read: did you mean %s?".formatted(variable, nearest));
      } else if (variable.startsWith(OURS)) {
        told.add("%s is no setting and is not read.".formatted(variable));
      }
    }
    return told;
  }

  private static @Nullable String nearest(String name, Collection<String> known) {
    String nearest = null;
    int least = FARTHEST + 1;
    for (var candidate : known) {
      boolean comparable = Math.min(name.length(), candidate.length()) >= SHORTEST;
      int distance = comparable ? distance(name, candidate) : least;
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** How many characters are to be changed, put in or left out; or more than we look for. */
  private static int distance(String one, String other) {
    if (Math.abs(one.length() - other.length()) > FARTHEST) {
      return FARTHEST + 1;
    }
    var row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
