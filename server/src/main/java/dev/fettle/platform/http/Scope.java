package dev.fettle.platform.http;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an API token may be used for. The number is the bit of GlitchTip's tokens and of the column
 * {@code api_token.scopes}: never change it.
 */
public enum Scope {
  PROJECT_READ(0, "project:read"),
  PROJECT_WRITE(1, "project:write"),
  PROJECT_ADMIN(2, "project:admin"),
  PROJECT_RELEASES(3, "project:releases"),
  TEAM_READ(4, "team:read"),
  TEAM_WRITE(5, "team:write"),
  TEAM_ADMIN(6, "team:admin"),
  EVENT_READ(7, "event:read"),
  EVENT_WRITE(8, "event:write"),
  EVENT_ADMIN(9, "event:admin"),
  ORG_READ(10, "org:read"),
  ORG_WRITE(11, "org:write"),
  ORG_ADMIN(12, "org:admin"),
  MEMBER_READ(13, "member:read"),
  MEMBER_WRITE(14, "member:write"),
  MEMBER_ADMIN(15, "member:admin");

  /** The mask with every scope set. */
  public static final int ALL = (1 << values().length) - 1;

  private final int position;
  private final String text;

  Scope(int position, String text) {
    this.position = position;
    this.text = text;
  }

  /** The wire form, such as {@code event:read}. */
  public String text() {
    return text;
  }

  /** The bit of this scope in a mask. */
  public int bit() {
    return 1 << position;
  }

  /** The scope of that wire form, or null. */
  public static @Nullable Scope find(String text) {
    for (var scope : values()) {
      if (scope.text.equals(text)) {
        return scope;
      }
    }
    return null;
  }

  /** The scopes of a mask; unknown bits are left out. */
  public static Set<Scope> ofMask(int mask) {
    var scopes = EnumSet.noneOf(Scope.class);
    for (var scope : values()) {
      if ((mask & scope.bit()) != 0) {
        scopes.add(scope);
      }
    }
    return scopes;
  }

  /** The mask of these scopes. */
  public static int mask(Iterable<Scope> scopes) {
    int mask = 0;
    for (var scope : scopes) {
      mask |= scope.bit();
    }
    return mask;
  }

  /** The wire forms of a mask, in bit order. */
  public static List<String> texts(int mask) {
    var texts = new ArrayList<String>();
    for (var scope : ofMask(mask)) {
      texts.add(scope.text);
    }
    return texts;
  }
}
