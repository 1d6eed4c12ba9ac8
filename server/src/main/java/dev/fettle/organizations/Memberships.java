package dev.fettle.organizations;

import dev.fettle.core.id.AccountId;
import dev.fettle.core.id.MemberId;
import java.util.Optional;

/**
 * The door to every tenant's data: whoever is not a member learns nothing, not even that the
 * organization exists. Thread-safe.
 */
public final class Memberships {

  private final MembershipStore store;
  private final MemberStore members;
  private final TeamStore teams;

  Memberships(MembershipStore store, MemberStore members, TeamStore teams) {
    this.store = store;
    this.members = members;
    this.teams = teams;
  }

  /** The membership of that account in the organization of that slug. */
  public Optional<Membership> find(AccountId accountId, String organizationSlug) {
    return store.find(accountId, organizationSlug);
  }

  /** A member of the same organization. */
  Optional<MemberAccess> findMember(Membership membership, MemberId id) {
    return members
        .get(membership.organizationId(), id)
        .map(member -> new MemberAccess(membership, member));
  }

  /** A team of the same organization. */
  Optional<TeamAccess> findTeam(Membership membership, String slug) {
    return teams.get(membership, slug).map(team -> new TeamAccess(membership, team));
  }
}
