package dev.fettle.protection;

import dev.fettle.organizations.Membership;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.Body;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Scope;
import dev.fettle.platform.http.body.Given;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The limit of all projects of an organization together. */
@RestController
@RequestMapping("/api/0/organizations/{organization}/intake-limit")
final class OrganizationLimitRoutes {

  private final IntakeRulesStore store;
  private final Protection protection;
  private final InstantSource clock;

  OrganizationLimitRoutes(IntakeRulesStore store, Protection protection, InstantSource clock) {
    this.store = store;
    this.protection = protection;
    this.clock = clock;
  }

  /** The limit, or null for none. */
  record LimitResponse(IntakeRulesResponse.@Nullable RateLimit rateLimit) {}

  /** The limit, or null for none. */
  record LimitChange(
      @NotNull(message = "Field required: null means no limit")
          Given<IntakeRulesChange.@Valid Limit> rateLimit) {}

  @GetMapping("/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.ORG_READ, Scope.ORG_WRITE, Scope.ORG_ADMIN})
  LimitResponse get(Membership membership) {
    return new LimitResponse(
        IntakeRulesResponse.RateLimit.from(
            store.organizationLimit(membership.organizationId()).orElse(null)));
  }

  @PutMapping("/")
  @Access(
      role = Role.MANAGER,
      scopes = {Scope.ORG_WRITE, Scope.ORG_ADMIN})
  LimitResponse update(Membership membership, @Body LimitChange wanted) {
    var limit = IntakeRulesChange.Limit.of(wanted.rateLimit());
    store.saveOrganizationLimit(membership.organizationId(), limit, clock.instant());
    protection.forgetAll();
    return new LimitResponse(IntakeRulesResponse.RateLimit.from(limit));
  }
}
