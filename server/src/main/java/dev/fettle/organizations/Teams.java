package dev.fettle.organizations;

import dev.fettle.platform.paging.Page;
import dev.fettle.platform.paging.PageRequest;
import dev.fettle.platform.refusal.RefusedException;
import java.time.InstantSource;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/** What one can do with teams. Thread-safe. */
public final class Teams {

  public static final int MAX_SLUG = 50;
  public static final String SLUG = "^[-a-zA-Z0-9_]+$";

  private final TeamStore teams;
  private final TransactionTemplate transactions;
  private final InstantSource clock;

  Teams(TeamStore teams, TransactionTemplate transactions, InstantSource clock) {
    this.teams = teams;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** The teams of the organization, by slug. */
  public Page<Team> list(Membership membership, PageRequest request) {
    var cursor = request.cursor();
    var rows =
        teams.list(
            membership,
            request.backward(),
            cursor == null ? "" : cursor.textAt(0),
            request.fetch());
    return Page.of(
        request, rows, row -> List.of(row.slug()), () -> teams.count(membership.organizationId()));
  }

  /** The first thousand teams, by slug: for the page that shows the whole organization. */
  public List<Team> all(Membership membership) {
    return teams.list(membership, false, "", Page.MAX_HITS);
  }

  /**
   * Makes a team with the caller in it.
   *
   * @throws RefusedException taken when the slug is taken
   */
  public Team create(Membership membership, String slug) {
    transactions.executeWithoutResult(_ -> {
      var id =
          teams
              .insert(membership.organizationId(), slug, clock.instant())
              .orElseThrow(() -> taken(slug));
      teams.addMember(id, membership.memberId());
    });
    return get(membership, slug);
  }

  /** Gives it another slug. */
  public Team rename(TeamAccess access, String newSlug) {
    if (!teams.rename(access.team(), newSlug)) {
      throw taken(newSlug);
    }
    return get(access.membership(), newSlug);
  }

  /** Deletes a team; its projects and its members stay. */
  public void delete(TeamAccess access) {
    teams.delete(access.team());
  }

  /** Puts a member into a team. */
  public Team join(MemberAccess member, TeamAccess access) {
    teams.addMember(access.team().id(), member.member().id());
    return get(access.membership(), access.team().slug());
  }

  /** Takes a member out of a team. */
  public Team leave(MemberAccess member, TeamAccess access) {
    teams.removeMember(access.team().id(), member.member().id());
    return get(access.membership(), access.team().slug());
  }

  private Team get(Membership membership, String slug) {
    return teams.get(membership, slug).orElseThrow(RefusedException::missing);
  }

  private static RefusedException taken(String slug) {
    return RefusedException.taken("A team with the slug %s exists already".formatted(slug));
  }
}
