package dev.fettle.protection;

import dev.fettle.organizations.Memberships;
import dev.fettle.organizations.Role;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.Caller;
import dev.fettle.platform.http.Input;
import dev.fettle.platform.http.Scope;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The limit of all projects of an organization together. */
@RestController
@RequestMapping("/api/0/organizations/{organization}/intake-limit")
final class OrganizationLimitRoutes {

  private final Memberships memberships;
  private final IntakeRulesStore store;
  private final Protection protection;
  private final InstantSource clock;

  OrganizationLimitRoutes(
      Memberships memberships, IntakeRulesStore store, Protection protection, InstantSource clock) {
    this.memberships = memberships;
    this.store = store;
    this.protection = protection;
    this.clock = clock;
  }

  /** The limit, or null for none. */
  record LimitResponse(IntakeRulesResponse.@Nullable RateLimit rateLimit) {}

  @GetMapping("/")
  @Access(scopes = {Scope.ORG_READ, Scope.ORG_WRITE, Scope.ORG_ADMIN})
  LimitResponse get(Caller caller, @PathVariable String organization) {
    var membership = memberships.get(caller.userId(), organization);
    return new LimitResponse(
        IntakeRulesResponse.RateLimit.from(
            store.organizationLimit(membership.organizationId()).orElse(null)));
  }

  /** At least a manager may. */
  @PutMapping("/")
  @Access(scopes = {Scope.ORG_WRITE, Scope.ORG_ADMIN})
  LimitResponse update(Caller caller, @PathVariable String organization, Input input) {
    var membership = memberships.get(caller.userId(), organization);
    membership.require(Role.MANAGER, "forbidden");
    if (!input.has("rateLimit")) {
      throw input.problem("rateLimit", "missing", "Field required: null means no limit");
    }
    var limit = IntakeRulesInput.rateLimit(input);
    store.saveOrganizationLimit(membership.organizationId(), limit, clock.instant());
    protection.forgetAll();
    return new LimitResponse(IntakeRulesResponse.RateLimit.from(limit));
  }
}
