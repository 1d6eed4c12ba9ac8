package dev.fettle.core.security;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a report besides its bytes.
 *
 * @param release {@code sentry_release} of the address the site's owner configured
 * @param environment {@code sentry_environment} of it
 * @param userAgent the request's; reports of the Reporting API bring their own
 * @param received when it arrived
 */
public record ReportSource(
    @Nullable String release,
    @Nullable String environment,
    @Nullable String userAgent,
    Instant received) {}
