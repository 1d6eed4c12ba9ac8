package dev.fettle.protection;

import dev.fettle.organizations.Memberships;
import dev.fettle.organizations.Organizations;
import dev.fettle.projects.Projects;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Builds the rules and what applies them. */
@Configuration(proxyBeanMethods = false)
public class ProtectionModule {

  @Bean
  IntakeRulesStore intakeRulesStore(JdbcClient jdbc) {
    return new IntakeRulesStore(jdbc);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Protection protection(IntakeRulesStore store, InstantSource clock) {
    return new Protection(store, clock);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  RateLimits rateLimits(JdbcClient jdbc, InstantSource clock) {
    return new RateLimits(new LimitStore(jdbc), clock);
  }

  @Bean
  OrganizationLimitRoutes organizationLimitRoutes(
      Memberships memberships, IntakeRulesStore store, Protection protection, InstantSource clock) {
    return new OrganizationLimitRoutes(memberships, store, protection, clock);
  }

  @Bean
  IntakeRulesRoutes intakeRulesRoutes(
      Memberships memberships,
      Organizations organizations,
      Projects projects,
      IntakeRulesStore store,
      Protection protection,
      InstantSource clock) {
    return new IntakeRulesRoutes(memberships, organizations, projects, store, protection, clock);
  }
}
