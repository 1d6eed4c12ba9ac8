package dev.fettle.projects;

import dev.fettle.organizations.Memberships;
import dev.fettle.organizations.Organizations;
import dev.fettle.organizations.Teams;
import dev.fettle.platform.time.Ids;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds projects and their keys. */
@Configuration(proxyBeanMethods = false)
public class ProjectsModule {

  @Bean
  ProjectStore projectStore(JdbcClient jdbc) {
    return new ProjectStore(jdbc);
  }

  @Bean
  ProjectKeyStore projectKeyStore(JdbcClient jdbc) {
    return new ProjectKeyStore(jdbc);
  }

  @Bean
  ProjectKeys projectKeys(ProjectKeyStore store) {
    return new ProjectKeys(store);
  }

  @Bean
  Projects projects(
      ProjectStore projects,
      ProjectKeyStore keys,
      ProjectKeys cache,
      TransactionTemplate transactions,
      Ids ids,
      InstantSource clock) {
    return new Projects(projects, keys, cache, transactions, ids, clock);
  }

  @Bean
  ProjectRoutes projectRoutes(
      Memberships memberships,
      Organizations organizations,
      Teams teams,
      Projects projects,
      ProjectStore store) {
    return new ProjectRoutes(memberships, organizations, teams, projects, store);
  }

  @Bean
  AlertRoutes alertRoutes(Memberships memberships, Projects projects) {
    return new AlertRoutes(memberships, projects);
  }

  @Bean
  ProjectKeyRoutes projectKeyRoutes(
      Memberships memberships,
      Projects projects,
      ProjectKeyStore keys,
      ProjectKeys cache,
      Ids ids,
      InstantSource clock) {
    return new ProjectKeyRoutes(memberships, projects, keys, cache, ids, clock);
  }

  @Bean
  TeamRoutes teamRoutes(
      Memberships memberships, Teams teams, Projects projects, ProjectStore store) {
    return new TeamRoutes(memberships, teams, projects, store);
  }

  @Bean
  OrganizationRoutes organizationRoutes(
      Memberships memberships,
      Organizations organizations,
      Teams teams,
      Projects projects,
      ProjectStore store,
      TransactionTemplate transactions) {
    return new OrganizationRoutes(memberships, organizations, teams, projects, store, transactions);
  }
}
