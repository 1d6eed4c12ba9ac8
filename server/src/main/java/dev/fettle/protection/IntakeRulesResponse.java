package dev.fettle.protection;

import dev.fettle.projects.ProjectKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A project's rules on the wire. */
record IntakeRulesResponse(
    Filters filters,
    Scrubbing scrubbing,
    List<String> allowedDomains,
    boolean spikeProtection,
    @Nullable RateLimit rateLimit) {

  /** What is not wanted. */
  record Filters(
      boolean browserExtensions,
      boolean legacyBrowsers,
      boolean localhost,
      boolean crawlers,
      boolean healthChecks,
      List<String> releases,
      List<String> errorMessages,
      List<String> addresses) {}

  /**
   * What is replaced or shortened.
   *
   * @param ipAddresses what the project says
   * @param organizationIpAddresses whether its organization shortens addresses in all projects;
   *     then it does not matter what the project says
   */
  record Scrubbing(
      boolean defaults,
      boolean ipAddresses,
      boolean organizationIpAddresses,
      List<String> sensitiveFields,
      List<String> safeFields) {}

  /** At most {@code count} requests in {@code window} seconds. */
  record RateLimit(int count, int window) {

    static @Nullable RateLimit from(ProjectKey.@Nullable RateLimit limit) {
      return limit == null ? null : new RateLimit(limit.count(), limit.windowSeconds());
    }
  }

  static IntakeRulesResponse from(
      IntakeRules rules, boolean scrubIpAddresses, boolean organizationScrubs) {
    var on = rules.filters();
    return new IntakeRulesResponse(
        new Filters(
            on.contains(InboundFilter.BROWSER_EXTENSIONS),
            on.contains(InboundFilter.LEGACY_BROWSERS),
            on.contains(InboundFilter.LOCALHOST),
            on.contains(InboundFilter.CRAWLERS),
            on.contains(InboundFilter.HEALTH_CHECKS),
            rules.releases(),
            rules.errorMessages(),
            rules.addresses()),
        new Scrubbing(
            rules.scrubbing().defaults(),
            scrubIpAddresses,
            organizationScrubs,
            rules.scrubbing().sensitiveFields(),
            rules.scrubbing().safeFields()),
        rules.allowedDomains(),
        rules.spikeProtection(),
        RateLimit.from(rules.rateLimit()));
  }
}
