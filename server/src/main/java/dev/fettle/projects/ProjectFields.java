package dev.fettle.projects;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a project; null: not said.
 *
 * @param eventThrottleRate percent of events that are not taken
 */
record ProjectFields(
    @NotNull @Size(min = 1, max = Projects.MAX_NAME) String name,
    @Size(max = Projects.MAX_SLUG) @Nullable String slug,
    @Size(max = 64) @Nullable String platform,
    @Min(0) @Max(100) @Nullable Integer eventThrottleRate,
    @Nullable Boolean scrubIPAddresses) {

  ProjectFields {
    name = name.strip();
    slug = slug == null || slug.isBlank() ? null : slug;
  }
}
