package dev.fettle.projects;

import dev.fettle.core.id.OrganizationId;
import dev.fettle.core.id.ProjectId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the intake needs to know of the key an event came with.
 *
 * @param keyId the key's row
 * @param active whether its owner has it switched on (GlitchTip keeps the switch and ignores it)
 * @param acceptingEvents whether the organization takes events at all
 * @param scrubIpAddresses whether addresses are shortened before they are stored: project or
 *     organization says so
 * @param throttlePercent events refused at admission, 0 to 100
 * @param rateLimit the key's own limit, or null
 */
public record ProjectKey(
    long keyId,
    ProjectId projectId,
    OrganizationId organizationId,
    UUID publicKey,
    boolean active,
    boolean acceptingEvents,
    boolean scrubIpAddresses,
    int throttlePercent,
    @Nullable RateLimit rateLimit) {

  /** At most {@code count} events in each window. */
  public record RateLimit(int count, int windowSeconds) {}
}
