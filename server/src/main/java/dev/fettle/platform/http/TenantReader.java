package dev.fettle.platform.http;

import java.util.Optional;
import java.util.Set;

/**
 * How one kind of {@link Tenant} is found. A feature brings one as a bean; each route method with a
 * parameter of that type gets what it found.
 *
 * @param variables of the path, those it checks: a route that has one of them takes a tenant that
 *     checks it, or the start fails
 * @param finder empty for a stranger and for what does not exist alike, which is answered with 404
 */
public record TenantReader<T extends Tenant>(
    Class<T> type, Set<String> variables, Finder<T> finder) {

  public TenantReader {
    variables = Set.copyOf(variables);
  }

  /** The look-up; it asks for the caller's own membership in its first query. */
  public interface Finder<T> {
    Optional<T> find(Caller caller, PathVariables path);
  }
}
