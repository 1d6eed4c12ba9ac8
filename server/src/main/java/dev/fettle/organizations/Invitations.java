package dev.fettle.organizations;

import dev.fettle.accounts.Accounts;
import dev.fettle.accounts.Emails;
import dev.fettle.accounts.InstanceSettings;
import dev.fettle.core.id.AccountId;
import dev.fettle.core.id.MemberId;
import dev.fettle.platform.refusal.RefusedException;
import dev.fettle.platform.time.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How somebody becomes a member: by a link that whoever invited them hands over, or that comes by
 * mail. Nobody has proven that an address is theirs: who registered a colleague's address first
 * gets nothing by it. A link works once, for fifteen days. Thread-safe.
 */
final class Invitations {

  private static final Duration AGE = Duration.ofDays(15);
  private static final int MAX_TOKEN = 100;

  private final MemberStore members;
  private final TeamStore teams;
  private final Accounts accounts;
  private final InstanceSettings settings;
  private final InvitationPost post;
  private final TransactionTemplate transactions;
  private final Ids ids;
  private final InstantSource clock;

  Invitations(
      MemberStore members,
      TeamStore teams,
      Accounts accounts,
      InstanceSettings settings,
      InvitationPost post,
      TransactionTemplate transactions,
      Ids ids,
      InstantSource clock) {
    this.members = members;
    this.teams = teams;
    this.accounts = accounts;
    this.settings = settings;
    this.post = post;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * An invitation that was made.
   *
   * @param path the link without the product's address
   * @param mailed whether another link is on its way by mail
   */
  record Invited(MemberId memberId, String path, boolean mailed) {}

  /**
   * Invites somebody, or again: then the link handed out before is void.
   *
   * @throws RefusedException forbidden when the caller may not, or nobody has that address and
   *     registration is closed; taken when they are a member, or are invited and shall not be again
   */
  Invited invite(Membership membership, Invitation wanted) {
    Members.requireNotAbove(membership, wanted.orgRole());
    var organizationId = membership.organizationId();
    var account = accounts.findByEmail(wanted.email());
    if (account.isEmpty() && !settings.userRegistration()) {
      throw RefusedException.forbidden("Only existing users may be invited");
    }
    if (account.isPresent() && members.isMember(organizationId, account.get())) {
      throw RefusedException.taken("The user %s is already a member".formatted(wanted.email()));
    }
    var token = InvitationToken.fresh(ids);
    var now = clock.instant();
    var key = Emails.key(wanted.email());
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          var pending = members.findPending(organizationId, key);
          if (pending.isPresent()) {
            Members.requireNotAbove(membership, pending.get().role());
            if (!wanted.replacesAnother()) {
              throw RefusedException.taken(
                  "The user %s is already invited".formatted(wanted.email()));
            }
            members.delete(organizationId, pending.get().id());
          }
          var id =
              members.invite(
                  new MemberStore.Invitation(
                      organizationId, key, wanted.orgRole(), token.hash(), now.plus(AGE)),
                  now);
          for (var slug : wanted.teamSlugs()) {
            teams.find(organizationId, slug).ifPresent(team -> teams.addMember(team.id(), id));
          }
          boolean mailed = wanted.isMailed() && post.send(membership, id, wanted.email());
          return new Invited(id, token.path(id), mailed);
        }));
  }

  /**
   * The invitation of a link.
   *
   * @throws RefusedException forbidden when the link is not, or no longer, right
   */
  Member find(MemberId memberId, String token) {
    if (token.length() > MAX_TOKEN) {
      throw invalid();
    }
    return members
        .findInvited(memberId, new InvitationToken(token).hash(), clock.instant())
        .orElseThrow(Invitations::invalid);
  }

  /**
   * Makes who holds the link a member; the link is used up.
   *
   * @throws RefusedException forbidden when the link is not right; taken when they are a member
   *     already
   */
  Member accept(MemberId memberId, String token, AccountId accountId) {
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          var invited = find(memberId, token);
          if (members.isMember(invited.organizationId(), accountId)) {
            throw RefusedException.taken("You are a member of this organization already");
          }
          if (!members.accept(memberId, accountId)) {
            throw invalid();
          }
          return members.get(invited.organizationId(), memberId).orElseThrow(Invitations::invalid);
        }));
  }

  private static RefusedException invalid() {
    return RefusedException.forbidden("Invalid invite token");
  }
}
