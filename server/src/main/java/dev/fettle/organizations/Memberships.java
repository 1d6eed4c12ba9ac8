package dev.fettle.organizations;

import dev.fettle.platform.http.ApiException;
import java.util.Optional;

/**
 * The door to every tenant's data: whoever is not a member learns nothing, not even that the
 * organization exists. Thread-safe.
 */
public final class Memberships {

  private final MembershipStore store;

  Memberships(MembershipStore store) {
    this.store = store;
  }

  /** The membership of that account in the organization of that slug. */
  public Optional<Membership> find(long accountId, String organizationSlug) {
    return store.find(accountId, organizationSlug);
  }

  /**
   * The same for a route.
   *
   * @throws ApiException 404 when there is no such organization or no membership
   */
  public Membership get(long accountId, String organizationSlug) {
    return find(accountId, organizationSlug).orElseThrow(ApiException::notFound);
  }
}
