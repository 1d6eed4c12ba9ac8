package dev.fettle.projects;

import dev.fettle.organizations.Membership;
import dev.fettle.organizations.Organizations;
import dev.fettle.organizations.Teams;
import dev.fettle.platform.db.Erasure;
import dev.fettle.platform.db.Retention;
import dev.fettle.platform.db.TableLife;
import dev.fettle.platform.http.TenantReader;
import dev.fettle.platform.jobs.Job;
import dev.fettle.platform.jobs.Jobs;
import dev.fettle.platform.time.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
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

  @Bean(initMethod = "start", destroyMethod = "close")
  ProjectKeys projectKeys(ProjectKeyStore store) {
    return new ProjectKeys(store);
  }

  @Bean
  Projects projects(
      ProjectStore projects,
      ProjectKeyStore keys,
      ProjectKeys cache,
      Deletions deletions,
      Jobs jobs,
      TransactionTemplate transactions,
      Ids ids,
      InstantSource clock) {
    return new Projects(projects, keys, cache, deletions, jobs, transactions, ids, clock);
  }

  @Bean
  TenantReader<Membership, ProjectAccess> projectReader(Projects projects) {
    return new TenantReader<>(
        Membership.class,
        ProjectAccess.class,
        Set.of("project"),
        (membership, path) -> projects.access(membership, path.text("project")));
  }

  @Bean
  ProjectRoutes projectRoutes(Organizations organizations, Projects projects, ProjectStore store) {
    return new ProjectRoutes(organizations, projects, store);
  }

  @Bean
  AlertRoutes alertRoutes() {
    return new AlertRoutes();
  }

  @Bean
  ProjectKeyRoutes projectKeyRoutes(
      ProjectKeyStore keys, ProjectKeys cache, Ids ids, InstantSource clock) {
    return new ProjectKeyRoutes(keys, cache, ids, clock);
  }

  @Bean
  TeamRoutes teamRoutes(Teams teams, Projects projects, ProjectStore store) {
    return new TeamRoutes(teams, projects, store);
  }

  @Bean
  OrganizationRoutes organizationRoutes(
      Organizations organizations,
      Teams teams,
      Projects projects,
      ProjectStore store,
      TransactionTemplate transactions) {
    return new OrganizationRoutes(organizations, teams, projects, store, transactions);
  }

  @Bean
  NameStore nameStore(JdbcClient jdbc) {
    return new NameStore(jdbc);
  }

  @Bean
  EnvironmentRoutes environmentRoutes(JdbcClient jdbc) {
    return new EnvironmentRoutes(new EnvironmentStore(jdbc));
  }

  @Bean
  Deletions deletions(JdbcClient jdbc, Erasure erasure, InstantSource clock) {
    return new Deletions(new DeletionStore(jdbc), erasure, clock);
  }

  @Bean
  Job deletionsJob(Deletions deletions) {
    return new Job(
        Deletions.JOB,
        Duration.ofMinutes(1),
        "Removes deleted projects and organizations with everything that belongs to them.",
        deletions::removeNext);
  }

  @Bean
  Retention projectsRetention() {
    return Retention.of(
        TableLife.of("project")
            .kept("until somebody deletes it")
            .ownedBy("organization", "organization_id"),
        TableLife.of("team_project")
            .kept("made by people")
            .ownedBy("project", "project_id")
            .ownedBy("team", "team_id"),
        TableLife.of("project_key").kept("made by people").ownedBy("project", "project_id"),
        TableLife.of("environment").kept("named by clients").ownedBy("project", "project_id"),
        TableLife.of("release")
            .kept("versions are history")
            .ownedBy("organization", "organization_id"),
        TableLife.of("release_project")
            .kept("versions are history")
            .ownedBy("release", "release_id")
            .ownedBy("project", "project_id"),
        TableLife.of("deletion_job").purged("finished_at", Duration.ofDays(90), "90 days"));
  }
}
