package dev.fettle.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Fills the variables of a route's path with the ids of Alice's real things. */
public final class RoutePaths {

  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

  private final Map<String, String> values = new HashMap<>();

  public RoutePaths(World world) {
    var token = world.alice.browser().get("/api/0/api-tokens/").json().get(0);
    values.put("organization", world.organization);
    values.put("project", world.project);
    values.put("team", world.team);
    values.put("memberId", world.aliceMemberId);
    values.put("keyId", world.publicKey.toString());
    values.put("tokenId", Long.toString(token.get("id").longValue()));
    values.put("userId", Long.toString(world.alice.id()));
  }

  /** Says what a variable stands for; a feature's own things are added by its tests' world. */
  public RoutePaths with(String variable, String value) {
    values.put(variable, value);
    return this;
  }

  /** The path with values in place of its variables. */
  public String of(String path) {
    return VARIABLE
        .matcher(path)
        .replaceAll(variable -> {
          var value = values.get(variable.group(1));
          if (value == null) {
            throw new AssertionError(
                "RoutePaths does not know what {%s} of %s stands for: add something of Alice's"
                    .formatted(variable.group(1), path));
          }
          return value;
        });
  }
}
