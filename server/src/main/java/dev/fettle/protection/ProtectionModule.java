package dev.fettle.protection;

import dev.fettle.organizations.Organizations;
import dev.fettle.platform.db.Retention;
import dev.fettle.platform.db.TableLife;
import dev.fettle.projects.Projects;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

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
      IntakeRulesStore store, Protection protection, InstantSource clock) {
    return new OrganizationLimitRoutes(store, protection, clock);
  }

  @Bean
  IntakeRulesRoutes intakeRulesRoutes(
      Organizations organizations,
      Projects projects,
      IntakeRulesStore store,
      Protection protection,
      TransactionTemplate transactions,
      InstantSource clock) {
    return new IntakeRulesRoutes(organizations, projects, store, protection, transactions, clock);
  }

  @Bean
  Retention protectionRetention() {
    return Retention.of(
        TableLife.of("intake_rules").kept("one row a project").ownedBy("project", "project_id"),
        TableLife.of("organization_limit")
            .kept("one row an organization")
            .ownedBy("organization", "organization_id"),
        // a window lasts a month at most; rows of the gone are gone soon after
        TableLife.of("limit_window").purged("updated_at", Duration.ofDays(40), "40 days"));
  }
}
