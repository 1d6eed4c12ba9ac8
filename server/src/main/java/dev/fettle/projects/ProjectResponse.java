package dev.fettle.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fettle.organizations.Avatar;
import dev.fettle.organizations.Organization;
import dev.fettle.organizations.OrganizationResponse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A project on the wire: GlitchTip's {@code ProjectSchema}; with {@code organization} its {@code
 * ProjectOrganizationSchema}, with {@code teams} its {@code ProjectTeamSchema}.
 */
record ProjectResponse(
    String name,
    String slug,
    String id,
    Avatar avatar,
    String color,
    List<String> features,
    boolean hasAccess,
    boolean isBookmarked,
    boolean isInternal,
    boolean isMember,
    boolean isPublic,
    @JsonProperty("scrubIPAddresses") boolean scrubIpAddresses,
    Instant dateCreated,
    @Nullable String platform,
    @Nullable Instant firstEvent,
    int eventThrottleRate,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OrganizationResponse organization,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<TeamSlug> teams) {

  /** A team by name only. */
  record TeamSlug(String id, String slug) {}

  static ProjectResponse plain(Project project) {
    return of(project, null, null);
  }

  static ProjectResponse withOrganization(Project project, Organization organization) {
    return of(project, OrganizationResponse.from(organization), null);
  }

  static ProjectResponse withTeams(Project project, List<TeamSlug> teams) {
    return of(project, null, teams);
  }

  private static ProjectResponse of(
      Project project,
      @Nullable OrganizationResponse organization,
      @Nullable List<TeamSlug> teams) {
    return new ProjectResponse(
        project.name(),
        project.slug(),
        Long.toString(project.id()),
        Avatar.NONE,
        color(project.id()),
        List.of(),
        true,
        false,
        false,
        project.member(),
        false,
        project.scrubIpAddresses(),
        project.createdAt(),
        project.platform(),
        project.firstEventAt(),
        project.eventThrottleRate(),
        organization,
        teams);
  }

  /** Always the same for a project, spread over the colours: a golden-ratio step for each id. */
  private static String color(long id) {
    int mixed = (int) ((id * 0x9E3779B97F4A7C15L) >>> 40);
    return "#%06x".formatted(mixed & 0x7F7F7F);
  }
}
