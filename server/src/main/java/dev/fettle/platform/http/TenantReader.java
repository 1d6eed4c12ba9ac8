package dev.fettle.platform.http;

import java.util.Optional;
import java.util.Set;

/**
 * How one kind of {@link Tenant} is found. A feature brings one as a bean; each route method with a
 * parameter of that type gets what it found.
 *
 * @param from what it is found from: {@link Caller}, or the tenant that it lies in
 * @param variables of the path, those it checks besides those of the tenant that it lies in: a
 *     route that has one of them takes a tenant that checks it, or the start fails
 * @param finder empty for a stranger and for what does not exist alike, which is answered with 404
 */
public record TenantReader<F, T extends Tenant>(
    Class<F> from, Class<T> type, Set<String> variables, Finder<F, T> finder) {

  public TenantReader {
    variables = Set.copyOf(variables);
  }

  /**
   * The look-up; from a {@link Caller} it asks for their own membership in its first query, from a
   * tenant it stays within it.
   */
  public interface Finder<F, T> {
    Optional<T> find(F from, PathVariables path);
  }

  Optional<T> find(Object from, PathVariables path) {
    return finder.find(this.from.cast(from), path);
  }
}
