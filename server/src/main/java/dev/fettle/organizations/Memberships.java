package dev.fettle.organizations;

import dev.fettle.core.id.AccountId;
import dev.fettle.core.id.MemberId;
import dev.fettle.platform.http.Caller;
import dev.fettle.platform.http.PathVariables;
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

  /** The caller's place in the organization that a route is about. */
  Optional<Membership> find(Caller caller, PathVariables path) {
    return find(caller.userId(), path.text("organization"));
  }

  /** The member that a route is about; {@code me} is the caller's own membership. */
  Optional<MemberAccess> findMember(Membership membership, PathVariables path) {
    var memberId =
        path.text("memberId").equals("me")
            ? membership.memberId()
            : new MemberId(path.number("memberId"));
    return members
        .get(membership.organizationId(), memberId)
        .map(member -> new MemberAccess(membership, member));
  }

  /** The team that a route is about. */
  Optional<TeamAccess> findTeam(Membership membership, PathVariables path) {
    return teams.get(membership, path.text("team")).map(team -> new TeamAccess(membership, team));
  }
}
