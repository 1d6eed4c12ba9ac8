package dev.fettle.organizations;

import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.Page;
import dev.fettle.platform.http.PageRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.transaction.support.TransactionTemplate;

/** What one can do with teams. Thread-safe. */
public final class Teams {

  public static final int MAX_SLUG = 50;
  public static final Pattern SLUG = Pattern.compile("^[-a-zA-Z0-9_]+$");

  private final TeamStore teams;
  private final MemberStore members;
  private final OrganizationStore organizations;
  private final TransactionTemplate transactions;
  private final InstantSource clock;

  Teams(
      TeamStore teams,
      MemberStore members,
      OrganizationStore organizations,
      TransactionTemplate transactions,
      InstantSource clock) {
    this.teams = teams;
    this.members = members;
    this.organizations = organizations;
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
   * A team of the organization.
   *
   * @throws ApiException 404 when there is none of that slug
   */
  public Team get(Membership membership, String slug) {
    return teams.get(membership, slug).orElseThrow(ApiException::notFound);
  }

  /**
   * Makes a team with the caller in it.
   *
   * @throws ApiException 403 below admin; 409 when the slug is taken
   */
  public Team create(Membership membership, String slug) {
    membership.require(Role.ADMIN, "forbidden");
    transactions.executeWithoutResult(_ -> {
      long id =
          teams
              .insert(membership.organizationId(), slug, clock.instant())
              .orElseThrow(() -> taken(slug));
      teams.addMember(id, membership.memberId());
    });
    return get(membership, slug);
  }

  /** Gives it another slug; at least an admin may (in GlitchTip any member may). */
  public Team rename(Membership membership, String slug, String newSlug) {
    membership.require(Role.ADMIN, "forbidden");
    if (!teams.rename(get(membership, slug), newSlug)) {
      throw taken(newSlug);
    }
    return get(membership, newSlug);
  }

  /** Deletes a team; its projects and its members stay. */
  public void delete(Membership membership, String slug) {
    membership.require(Role.ADMIN, "forbidden");
    teams.delete(get(membership, slug));
  }

  /**
   * Puts a member into a team.
   *
   * @param memberId {@code me} or the id of a member
   * @throws ApiException 403 when the caller may not
   */
  public Team join(Membership membership, String memberId, String slug) {
    var team = get(membership, slug);
    teams.addMember(team.id(), memberToChange(membership, memberId, team));
    return get(membership, slug);
  }

  /** Takes a member out of a team; as {@link #join}. */
  public Team leave(Membership membership, String memberId, String slug) {
    var team = get(membership, slug);
    teams.removeMember(team.id(), memberToChange(membership, memberId, team));
    return get(membership, slug);
  }

  /**
   * Oneself while membership is open; an admin of the team, or a manager, changes others
   * (glitchtip-api §6).
   */
  private long memberToChange(Membership membership, String memberId, Team team) {
    long id = memberId(membership, memberId);
    boolean open =
        id == membership.memberId()
            && organizations
                .get(membership.organizationId())
                .map(Organization::openMembership)
                .orElse(false);
    var lowest = team.member() ? Role.ADMIN : Role.MANAGER;
    if (!open && !membership.role().atLeast(lowest)) {
      throw ApiException.forbidden("Must be admin to modify teams");
    }
    return id;
  }

  private long memberId(Membership membership, String memberId) {
    if (memberId.equals("me")) {
      return membership.memberId();
    }
    if (!memberId.matches("\\d{1,18}")) {
      throw ApiException.notFound();
    }
    return members
        .get(membership.organizationId(), Long.parseLong(memberId))
        .orElseThrow(ApiException::notFound)
        .id();
  }

  private static ApiException taken(String slug) {
    return ApiException.conflict("A team with the slug %s exists already".formatted(slug));
  }
}
