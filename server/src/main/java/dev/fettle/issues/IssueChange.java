package dev.fettle.issues;

import dev.fettle.platform.http.body.NotSupported;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a request makes of issues. What cannot be done yet is refused, not passed over. */
record IssueChange(
    @Nullable IssueStatus status,
    @NotSupported(message = "Merging issues is not supported yet: change their status")
        @Nullable JsonNode merge,
    @NotSupported(message = "Assigning issues is not supported yet: leave the field out")
        @Nullable JsonNode assignedTo,
    @NotSupported(
            message =
                "Resolving in a release and ignoring for a while are not supported yet: send status alone")
        @Nullable JsonNode statusDetails,
    @NotSupported(message = IssueChange.NO_WHILE) @Nullable JsonNode snoozeDuration,
    @NotSupported(message = IssueChange.NO_WHILE) @Nullable JsonNode ignoreDuration) {

  private static final String NO_WHILE =
      "Ignoring for a while is not supported yet: send status alone";
}
