package dev.fettle.organizations;

import dev.fettle.accounts.Emails;
import dev.fettle.platform.http.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom to invite, as what.
 *
 * @param teamRoles teams to be in from the start; unknown ones are passed over
 * @param reinvite whether an invitation that is out already is replaced; not said: it is
 * @param sendInvite whether it goes by mail when there is any; not said: it does
 */
record Invitation(
    @NotNull @Size(min = 1, max = Emails.MAX_LENGTH) String email,
    @NotNull Role orgRole,
    @Size(max = 100) @Nullable List<@Valid InvitedTeam> teamRoles,
    @Nullable Boolean reinvite,
    @Nullable Boolean sendInvite) {

  /** A team by its slug. */
  record InvitedTeam(@NotNull @Size(min = 1, max = Teams.MAX_SLUG) String teamSlug) {}

  Invitation {
    email = email.strip();
    teamRoles = teamRoles == null ? null : List.copyOf(teamRoles);
  }

  List<String> teamSlugs() {
    return teamRoles == null ? List.of() : teamRoles.stream().map(InvitedTeam::teamSlug).toList();
  }

  boolean isMailed() {
    return sendInvite == null || sendInvite;
  }

  boolean replacesAnother() {
    return reinvite == null || reinvite;
  }
}
