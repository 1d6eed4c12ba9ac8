package dev.fettle.protection;

import dev.fettle.organizations.Organizations;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.Body;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Scope;
import dev.fettle.projects.ProjectAccess;
import dev.fettle.projects.Projects;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a project does not want, and what is not kept of what it wants. */
@RestController
@RequestMapping("/api/0/projects/{organization}/{project}/intake-rules")
final class IntakeRulesRoutes {

  private final Organizations organizations;
  private final Projects projects;
  private final IntakeRulesStore store;
  private final Protection protection;
  private final TransactionTemplate transactions;
  private final InstantSource clock;

  IntakeRulesRoutes(
      Organizations organizations,
      Projects projects,
      IntakeRulesStore store,
      Protection protection,
      TransactionTemplate transactions,
      InstantSource clock) {
    this.organizations = organizations;
    this.projects = projects;
    this.store = store;
    this.protection = protection;
    this.transactions = transactions;
    this.clock = clock;
  }

  @GetMapping("/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.PROJECT_READ, Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  IntakeRulesResponse get(ProjectAccess access) {
    var found = access.project();
    return IntakeRulesResponse.from(
        store.find(found.id()).orElse(IntakeRules.DEFAULT),
        found.scrubIpAddresses(),
        organizations.get(access.membership()).scrubIpAddresses());
  }

  /**
   * Changes what is named, all of it or nothing. This node follows at once, others within {@link
   * Protection#ASK}.
   */
  @PutMapping("/")
  @Access(
      role = Role.ADMIN,
      scopes = {Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  IntakeRulesResponse update(ProjectAccess access, @Body IntakeRulesChange wanted) {
    var found = access.project();
    boolean scrubIp = wanted.scrubsIpAddresses(found.scrubIpAddresses());
    var rules =
        transactions.execute(_ -> {
          var changed = wanted.applied(store.find(found.id()).orElse(IntakeRules.DEFAULT));
          store.save(found.id(), changed, clock.instant());
          if (scrubIp != found.scrubIpAddresses()) {
            projects.scrubIpAddresses(found, scrubIp);
          }
          return changed;
        });
    protection.forget(found.id());
    return IntakeRulesResponse.from(
        Objects.requireNonNull(rules),
        scrubIp,
        organizations.get(access.membership()).scrubIpAddresses());
  }
}
