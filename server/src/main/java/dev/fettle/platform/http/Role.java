package dev.fettle.platform.http;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a member of an organization may do, each role more than the one before (GlitchTip's four).
 */
public enum Role {
  MEMBER,
  ADMIN,
  MANAGER,
  OWNER;

  /** Whether this role includes the other. */
  public boolean atLeast(Role other) {
    return compareTo(other) >= 0;
  }

  /** The wire and database form: {@code member}, {@code admin}, … */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The form people read. */
  public String label() {
    return name().charAt(0) + text().substring(1);
  }

  /** The role of a database form. */
  public static Role of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /**
   * What the organization's {@code access} list says (glitchtip-behaviour §13). {@code
   * org:integrations} is in that list without being a token's scope.
   */
  public List<String> access() {
    var access = new ArrayList<String>();
    add(access, Scope.EVENT_READ, Scope.EVENT_WRITE, Scope.EVENT_ADMIN, Scope.PROJECT_RELEASES);
    add(access, Scope.PROJECT_READ, Scope.ORG_READ, Scope.MEMBER_READ, Scope.TEAM_READ);
    if (atLeast(ADMIN)) {
      add(access, Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN, Scope.TEAM_WRITE, Scope.TEAM_ADMIN);
      access.add("org:integrations");
    }
    if (atLeast(MANAGER)) {
      add(access, Scope.MEMBER_WRITE, Scope.MEMBER_ADMIN, Scope.ORG_WRITE);
    }
    if (atLeast(OWNER)) {
      add(access, Scope.ORG_ADMIN);
    }
    return access;
  }

  private static void add(List<String> access, Scope... scopes) {
    for (var scope : scopes) {
      access.add(scope.text());
    }
  }
}
