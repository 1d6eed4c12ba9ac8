package dev.fettle.organizations;

import java.time.Instant;

/** A team on the wire: GlitchTip's {@code TeamSchema}. */
public record TeamResponse(
    String id, String slug, Instant dateCreated, boolean isMember, int memberCount) {

  public static TeamResponse from(Team team) {
    return new TeamResponse(
        team.id().toString(), team.slug(), team.createdAt(), team.member(), team.memberCount());
  }
}
