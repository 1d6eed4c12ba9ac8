package dev.fettle.organizations;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;

/**
 * An organization on the wire: GlitchTip's {@code OrganizationSchema}.
 *
 * @param scrubIpAddresses whether addresses are shortened in all projects, whatever those say; ours
 */
public record OrganizationResponse(
    String name,
    String id,
    Instant dateCreated,
    Map<String, String> status,
    Avatar avatar,
    boolean isEarlyAdopter,
    boolean require2fa,
    String slug,
    boolean isAcceptingEvents,
    int eventThrottleRate,
    @JsonProperty("scrubIPAddresses") boolean scrubIpAddresses) {

  private static final Map<String, String> ACTIVE = Map.of("id", "active", "name", "active");

  public static OrganizationResponse from(Organization organization) {
    return new OrganizationResponse(
        organization.name(),
        organization.id().toString(),
        organization.createdAt(),
        ACTIVE,
        Avatar.NONE,
        false,
        false,
        organization.slug(),
        organization.acceptingEvents(),
        0,
        organization.scrubIpAddresses());
  }
}
