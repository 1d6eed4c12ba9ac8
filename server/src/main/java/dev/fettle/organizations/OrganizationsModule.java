package dev.fettle.organizations;

import dev.fettle.accounts.Accounts;
import dev.fettle.accounts.InstanceSettings;
import dev.fettle.accounts.RateLimit;
import dev.fettle.core.id.MemberId;
import dev.fettle.platform.config.Settings;
import dev.fettle.platform.db.Retention;
import dev.fettle.platform.db.TableLife;
import dev.fettle.platform.http.Caller;
import dev.fettle.platform.http.PathVariables;
import dev.fettle.platform.http.TenantReader;
import dev.fettle.platform.mail.Mail;
import dev.fettle.platform.outbox.Courier;
import dev.fettle.platform.outbox.Outbox;
import dev.fettle.platform.time.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds organizations, members and teams. */
@Configuration(proxyBeanMethods = false)
public class OrganizationsModule {

  /** Invitations that one address is mailed in an hour. */
  private static final int MOST_TO_ADDRESS = 5;

  @Bean
  OrganizationStore organizationStore(JdbcClient jdbc) {
    return new OrganizationStore(jdbc);
  }

  @Bean
  MemberStore memberStore(JdbcClient jdbc) {
    return new MemberStore(jdbc);
  }

  @Bean
  TeamStore teamStore(JdbcClient jdbc) {
    return new TeamStore(jdbc);
  }

  @Bean
  Memberships memberships(JdbcClient jdbc, MemberStore members, TeamStore teams) {
    return new Memberships(new MembershipStore(jdbc), members, teams);
  }

  @Bean
  TenantReader<Caller, Membership> membershipReader(Memberships memberships) {
    return new TenantReader<>(
        Caller.class,
        Membership.class,
        Set.of("organization"),
        (caller, path) -> memberships.find(caller.userId(), path.text("organization")));
  }

  @Bean
  TenantReader<Membership, MemberAccess> memberReader(Memberships memberships) {
    return new TenantReader<>(
        Membership.class,
        MemberAccess.class,
        Set.of("memberId"),
        (membership, path) -> memberships.findMember(membership, memberId(membership, path)));
  }

  /** {@code me} is the caller's own membership. */
  private static MemberId memberId(Membership membership, PathVariables path) {
    return path.text("memberId").equals("me")
        ? membership.memberId()
        : new MemberId(path.number("memberId"));
  }

  @Bean
  TenantReader<Membership, TeamAccess> teamReader(Memberships memberships) {
    return new TenantReader<>(
        Membership.class,
        TeamAccess.class,
        Set.of("team"),
        (membership, path) -> memberships.findTeam(membership, path.text("team")));
  }

  @Bean
  Organizations organizations(
      OrganizationStore organizations,
      MemberStore members,
      InstanceSettings settings,
      TransactionTemplate transactions,
      Ids ids,
      InstantSource clock) {
    return new Organizations(organizations, members, settings, transactions, ids, clock);
  }

  @Bean
  Members members(
      MemberStore members,
      OrganizationStore organizations,
      Accounts accounts,
      TransactionTemplate transactions) {
    return new Members(members, organizations, accounts, transactions);
  }

  @Bean
  Invitations invitations(
      MemberStore members,
      TeamStore teams,
      Accounts accounts,
      InstanceSettings settings,
      InvitationPost post,
      TransactionTemplate transactions,
      Ids ids,
      InstantSource clock) {
    return new Invitations(members, teams, accounts, settings, post, transactions, ids, clock);
  }

  @Bean
  InvitationPost invitationPost(Mail mail, Outbox outbox, Settings settings, InstantSource clock) {
    int count =
        settings.integer(
            "EMAIL_THROTTLE_COUNT",
            50,
            0,
            100_000,
            "Invitations that one person may have mailed in EMAIL_THROTTLE_INTERVAL; the link of more is only shown.");
    var interval =
        settings.seconds(
            "EMAIL_THROTTLE_INTERVAL", 300, 1, 86_400, "See EMAIL_THROTTLE_COUNT, in seconds.");
    return new InvitationPost(
        mail,
        outbox,
        new RateLimit(count, interval, clock),
        new RateLimit(MOST_TO_ADDRESS, Duration.ofHours(1), clock));
  }

  @Bean
  InvitationLinkStore invitationLinkStore(JdbcClient jdbc) {
    return new InvitationLinkStore(jdbc);
  }

  @Bean
  Courier invitationCourier(
      Mail mail, InvitationLinkStore links, Accounts accounts, Ids ids, InstantSource clock) {
    return mail.courier(InvitationPost.CHANNEL, new InvitationLetter(links, accounts, ids, clock));
  }

  @Bean
  InvitationRoutes invitationRoutes(
      Invitations invitations, Members members, Organizations organizations) {
    return new InvitationRoutes(invitations, members, organizations);
  }

  @Bean
  Teams teams(TeamStore teams, TransactionTemplate transactions, InstantSource clock) {
    return new Teams(teams, transactions, clock);
  }

  @Bean
  MemberRoutes memberRoutes(Members members, Invitations invitations) {
    return new MemberRoutes(members, invitations);
  }

  @Bean
  Retention organizationsRetention() {
    return Retention.of(
        TableLife.of("organization").kept("until somebody deletes it"),
        TableLife.of("organization_member")
            .kept("people")
            .ownedBy("organization", "organization_id")
            .ownedBy("account", "account_id"),
        TableLife.of("invitation_link")
            .kept("until the invitation is accepted or taken back")
            .ownedBy("organization_member", "member_id"),
        TableLife.of("team").kept("made by people").ownedBy("organization", "organization_id"),
        TableLife.of("team_member")
            .kept("people")
            .ownedBy("team", "team_id")
            .ownedBy("organization_member", "member_id"));
  }
}
