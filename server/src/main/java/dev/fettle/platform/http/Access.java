package dev.fettle.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call a route. Every route carries one; the start fails when one is missing, and the
 * golden {@code routes.txt} shows them all.
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

  /** The three kinds of route. */
  enum Kind {
    /** Anybody, signed in or not. */
    PUBLIC,
    /** A session or an API token. */
    SIGNED_IN,
    /** A session; an API token is refused with 401, so that a token cannot make tokens. */
    SESSION
  }
}
