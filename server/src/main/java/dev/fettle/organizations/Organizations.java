package dev.fettle.organizations;

import dev.fettle.accounts.InstanceSettings;
import dev.fettle.core.id.AccountId;
import dev.fettle.core.id.OrganizationId;
import dev.fettle.platform.http.Caller;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.paging.Page;
import dev.fettle.platform.paging.PageRequest;
import dev.fettle.platform.refusal.RefusedException;
import dev.fettle.platform.time.Ids;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/** What one can do with organizations as a whole. Thread-safe. */
public final class Organizations {

  public static final int MAX_NAME = 200;
  private static final int MAX_SLUG = 200;
  private static final int SLUG_ATTEMPTS = 8;

  /** Words that are paths of the web client or the server (glitchtip-behaviour §18, and ours). */
  private static final Set<String> RESERVED =
      Set.of(
          "login",
          "register",
          "app",
          "profile",
          "organizations",
          "settings",
          "issues",
          "performance",
          "_health",
          "_ready",
          "rest-auth",
          "api",
          "accept",
          "stripe",
          "admin",
          "status_page",
          "__debug__",
          "new",
          "static",
          "media",
          "auth",
          "reset-password",
          "system-info",
          "design",
          "error",
          "metrics",
          "setup",
          "tunnel",
          "logout",
          "signup",
          "join",
          "invite",
          "oauth",
          "_allauth",
          "assets",
          "docs",
          "help",
          "status",
          "health",
          "robots",
          "favicon");

  private final OrganizationStore organizations;
  private final MemberStore members;
  private final InstanceSettings settings;
  private final TransactionTemplate transactions;
  private final Ids ids;
  private final InstantSource clock;

  Organizations(
      OrganizationStore organizations,
      MemberStore members,
      InstanceSettings settings,
      TransactionTemplate transactions,
      Ids ids,
      InstantSource clock) {
    this.organizations = organizations;
    this.members = members;
    this.settings = settings;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  /** The organizations the account is a member of, by name. */
  public Page<Organization> list(AccountId accountId, PageRequest request) {
    var cursor = request.cursor();
    var name = cursor == null ? "" : cursor.textAt(0);
    long id = cursor == null ? 0 : cursor.longAt(1);
    var rows =
        request.backward()
            ? organizations.listBefore(accountId, name, id, request.fetch())
            : organizations.listAfter(accountId, name, id, request.fetch());
    return Page.of(
        request,
        rows,
        row -> List.of(row.name(), row.id().toString()),
        () -> organizations.count(accountId));
  }

  /** The organization of an id that the caller may know of. */
  Optional<Organization> find(OrganizationId organizationId) {
    return organizations.get(organizationId);
  }

  /** The organization of a membership. */
  public Organization get(Membership membership) {
    return organizations.get(membership.organizationId()).orElseThrow(RefusedException::missing);
  }

  /** These organizations by id, in one query; the caller has checked who may see them. */
  public Map<OrganizationId, Organization> byId(Collection<OrganizationId> organizationIds) {
    var found = new HashMap<OrganizationId, Organization>();
    if (!organizationIds.isEmpty()) {
      for (var organization : organizations.list(Set.copyOf(organizationIds))) {
        found.put(organization.id(), organization);
      }
    }
    return found;
  }

  /**
   * Makes an organization with the caller as its owner.
   *
   * @throws RefusedException forbidden when the caller may not
   */
  public Membership create(Caller caller, String name) {
    if (!settings.organizationCreation() && !caller.superuser() && organizations.any()) {
      throw RefusedException.forbidden("Organization creation is not open");
    }
    var slug = Slugs.from(name, MAX_SLUG, "organization");
    var wanted = RESERVED.contains(slug) ? slug + "-1" : slug;
    var made = transactions.execute(_ -> insert(caller, name, wanted));
    if (made == null) {
      throw RefusedException.taken("No free slug was found: choose another name");
    }
    return made;
  }

  /** Gives it another name; the slug stays, because addresses are made of it. */
  public void rename(Membership membership, String name) {
    organizations.rename(membership.organizationId(), name);
  }

  /**
   * Says whether addresses are shortened in all its projects; the caller forgets what is known of
   * their keys.
   */
  public void scrubIpAddresses(Membership membership, boolean scrub) {
    organizations.scrubIpAddresses(membership.organizationId(), scrub);
  }

  /**
   * Takes it away from everybody.
   *
   * <p>Projects are deleted by the caller in the same transaction.
   */
  public void delete(Membership membership) {
    organizations.delete(membership.organizationId(), clock.instant());
  }

  private Membership insert(Caller caller, String name, String wanted) {
    for (int attempt = 0; attempt < SLUG_ATTEMPTS; attempt++) {
      var slug =
          attempt == 0 ? wanted : Slugs.withEnding(wanted, "-" + ids.hexToken(attempt), MAX_SLUG);
      var id = organizations.insert(name, slug, clock.instant());
      if (id.isPresent()) {
        var memberId =
            members.insert(
                new MemberStore.NewMember(id.get(), caller.userId(), Role.OWNER, true),
                clock.instant());
        boolean open = true; // what the column is without a word
        return new Membership(id.get(), slug, open, memberId, caller.userId(), Role.OWNER);
      }
    }
    throw RefusedException.taken("No free slug was found: choose another name");
  }
}
