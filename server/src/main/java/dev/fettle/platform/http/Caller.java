package dev.fettle.platform.http;

import dev.fettle.core.id.AccountId;

/**
 * Who makes the request; a route method's parameter. On a {@link Access.Kind#PUBLIC} route it is
 * {@code @Nullable}.
 */
public record Caller(AccountId userId, String email, boolean superuser, Credential credential) {

  /** How the caller was recognised. */
  public sealed interface Credential {}

  /** A signed-in browser; {@code idHash} is the key of the session's row as hex. */
  public record Session(String idHash) implements Credential {}

  /** An API token; {@code scopes} is a mask of {@link Scope} bits. */
  public record Token(long tokenId, int scopes) implements Credential {}

  /** Whether the caller may use a route with these scopes; a session always may. */
  boolean hasAny(Scope[] scopes) {
    return switch (credential) {
      case Session _ -> true;
      case Token token -> {
        for (var scope : scopes) {
          if ((token.scopes() & scope.bit()) != 0) {
            yield true;
          }
        }
        yield scopes.length == 0;
      }
    };
  }
}
