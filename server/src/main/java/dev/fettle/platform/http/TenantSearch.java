package dev.fettle.platform.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What one request is about: each tenant is looked for once, however many parameters of the route
 * lie in it. For one thread.
 */
final class TenantSearch {

  private final Map<Class<?>, TenantReader<?, ?>> readers;
  private final PathVariables path;
  private final Map<Class<?>, Object> found = new HashMap<>();

  TenantSearch(Map<Class<?>, TenantReader<?, ?>> readers, Caller caller, PathVariables path) {
    this.readers = readers;
    this.path = path;
    found.put(Caller.class, caller);
  }

  /**
   * The tenant of that reader.
   *
   * @throws ApiException 404 for a stranger and for what does not exist
   */
  <T extends Tenant> T find(TenantReader<?, T> reader) {
    var known = found.get(reader.type());
    if (known != null) {
      return reader.type().cast(known);
    }
    var outer = readers.get(reader.from());
    var from = outer == null ? Objects.requireNonNull(found.get(reader.from())) : find(outer);
    var tenant = reader.find(from, path).orElseThrow(ApiException::notFound);
    found.put(reader.type(), tenant);
    return tenant;
  }
}
