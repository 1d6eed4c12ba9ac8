package dev.fettle.platform.http;

/**
 * What a route is about, found for its caller: a membership, and what lies in its organization. A
 * route method's parameter, and the proof that the caller may know of it; made by a {@link
 * TenantReader} before the method runs.
 */
public interface Tenant {

  /** The caller's role in the organization. */
  Role role();

  /** Whether this makes up for a role that is too small. */
  default boolean grants(Access.Also exception) {
    return false;
  }
}
