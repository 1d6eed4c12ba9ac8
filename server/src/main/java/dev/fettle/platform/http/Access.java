package dev.fettle.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call a route. Every route carries one; the start fails when one is missing or says too
 * little, and the golden {@code routes.txt} shows them all. Enforced before the method runs and
 * before the body is read, by {@link AccessInterceptor} and {@link Porter}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Access {

  Kind value() default Kind.SIGNED_IN;

  /**
   * What an API token must carry, any one of them; a session is never scope-checked. Empty: any
   * valid token.
   */
  Scope[] scopes() default {};

  /**
   * The smallest role in the organization that the route is about. One on every route with a {@link
   * Tenant}, none on the others.
   */
  Role[] role() default {};

  /** Who may as well, with a smaller role. */
  Also[] also() default {};

  /** The three kinds of route. */
  enum Kind {
    /** Anybody, signed in or not. */
    PUBLIC,
    /** A session or an API token. */
    SIGNED_IN,
    /** A session; an API token is refused with 401, so that a token cannot make tokens. */
    SESSION
  }

  /** What makes up for a role; the route's {@link Tenant} knows whether it holds. */
  enum Also {
    /** The route is about the caller's own membership. */
    SELF("your own membership"),
    /** The same, in an organization whose members may come and go in teams. */
    SELF_WHILE_OPEN("your own membership where teams are open"),
    /** An admin who is in the team that the route is about. */
    ADMIN_IN_TEAM("the role admin in the team itself");

    private final String words;

    Also(String words) {
      this.words = words;
    }

    /** What people read: "the role admin in the team itself". */
    public String words() {
      return words;
    }
  }
}
