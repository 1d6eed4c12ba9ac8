package dev.fettle.organizations;

import dev.fettle.accounts.Accounts;
import dev.fettle.core.id.MemberId;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.paging.Page;
import dev.fettle.platform.paging.PageRequest;
import dev.fettle.platform.refusal.RefusedException;
import java.util.List;
import java.util.Objects;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who belongs to an organization. Thread-safe.
 *
 * <p>Nobody gives a role above their own or touches somebody of a higher role, and an owner always
 * remains (GlitchTip allows the first). How somebody gets in is in {@link Invitations}.
 */
final class Members {

  private final MemberStore members;
  private final OrganizationStore organizations;
  private final Accounts accounts;
  private final TransactionTemplate transactions;

  Members(
      MemberStore members,
      OrganizationStore organizations,
      Accounts accounts,
      TransactionTemplate transactions) {
    this.members = members;
    this.organizations = organizations;
    this.accounts = accounts;
    this.transactions = transactions;
  }

  Page<MemberResponse> list(Membership membership, PageRequest request) {
    var organizationId = membership.organizationId();
    var rows = members.list(organizationId, request.backward(), position(request), request.fetch());
    return Page.of(request, rows, Members::position, () -> members.count(organizationId))
        .mapAll(this::describe);
  }

  Page<MemberResponse> listOfTeam(Team team, PageRequest request) {
    var rows = members.listOfTeam(team, request.backward(), position(request), request.fetch());
    return Page.of(request, rows, Members::position, () -> members.countOfTeam(team.id()))
        .mapAll(this::describe);
  }

  MemberResponse get(Membership membership, MemberId memberId) {
    return detail(find(membership, memberId));
  }

  MemberResponse get(MemberAccess access) {
    return detail(access.member());
  }

  /**
   * Gives a member another role.
   *
   * @throws RefusedException forbidden when it is above the caller's own; invalid when no owner
   *     would be left
   */
  MemberResponse updateRole(MemberAccess access, Role role) {
    var membership = access.membership();
    var memberId = access.member().id();
    requireNotAbove(membership, role);
    var organizationId = membership.organizationId();
    transactions.executeWithoutResult(_ -> {
      organizations.lock(organizationId);
      var member = find(membership, memberId);
      requireNotAbove(membership, member.role());
      if (member.role() == Role.OWNER
          && role != Role.OWNER
          && (member.primaryOwner() || !members.hasOtherOwners(organizationId, memberId))) {
        throw RefusedException.invalid(
            "The primary owner must stay an owner: make somebody else primary owner first");
      }
      members.updateRole(organizationId, memberId, role);
    });
    return get(membership, memberId);
  }

  /**
   * Removes a member.
   *
   * @throws RefusedException impossible for the primary owner; forbidden when the role is above the
   *     caller's own
   */
  void remove(MemberAccess access) {
    var membership = access.membership();
    var organizationId = membership.organizationId();
    transactions.executeWithoutResult(_ -> {
      organizations.lock(organizationId);
      var member = find(membership, access.member().id());
      requireNotAbove(membership, member.role());
      if (member.primaryOwner()) {
        throw RefusedException.impossible(
            "User is organization owner: make somebody else primary owner first");
      }
      members.delete(organizationId, member.id());
    });
  }

  /** Moves the primary ownership; the member becomes an owner. */
  MemberResponse setPrimaryOwner(MemberAccess access) {
    var membership = access.membership();
    var memberId = access.member().id();
    transactions.executeWithoutResult(_ -> {
      organizations.lock(membership.organizationId());
      if (find(membership, memberId).accountId() == null) {
        throw RefusedException.invalid("A pending member cannot own an organization");
      }
      members.setPrimaryOwner(membership.organizationId(), memberId);
    });
    return get(membership, memberId);
  }

  private Member find(Membership membership, MemberId memberId) {
    return members
        .get(membership.organizationId(), memberId)
        .orElseThrow(RefusedException::missing);
  }

  /** Without the teams. */
  MemberResponse describe(Member member) {
    return describe(List.of(member)).getFirst();
  }

  private MemberResponse detail(Member member) {
    var accountId = member.accountId();
    var user = accountId == null ? null : accounts.describe(List.of(accountId)).get(accountId);
    return MemberResponse.from(
        member, user, members.teamSlugs(member.organizationId(), member.id()));
  }

  private List<MemberResponse> describe(List<Member> page) {
    var users =
        accounts.describe(page.stream().map(Member::accountId).filter(Objects::nonNull).toList());
    return page.stream()
        .map(member -> {
          var accountId = member.accountId();
          return MemberResponse.from(member, accountId == null ? null : users.get(accountId), null);
        })
        .toList();
  }

  static void requireNotAbove(Membership membership, Role role) {
    if (!membership.role().atLeast(role)) {
      throw RefusedException.forbidden(
          "Your role is %s: it cannot give, change or remove the role %s"
              .formatted(membership.role().text(), role.text()));
    }
  }

  private static List<String> position(Member member) {
    return List.of(member.id().toString());
  }

  private static long position(PageRequest request) {
    var cursor = request.cursor();
    return cursor == null ? 0 : cursor.longAt(0);
  }
}
