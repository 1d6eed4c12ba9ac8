package dev.fettle.protection;

import dev.fettle.platform.http.body.Given;
import dev.fettle.projects.ProjectKey.RateLimit;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What shall be another way with a project's rules; what is null stays as it is. */
record IntakeRulesChange(
    @Valid @Nullable Filters filters,
    @Valid @Nullable Scrubbing scrubbing,
    @Entries(Entries.Rule.DOMAIN) @Size(max = 200)
        @Nullable List<@Size(max = 200) String> allowedDomains,
    @Nullable Boolean spikeProtection,
    @Nullable Given<@Valid Limit> rateLimit) {

  /** What is not wanted. */
  record Filters(
      @Nullable Boolean browserExtensions,
      @Nullable Boolean legacyBrowsers,
      @Nullable Boolean localhost,
      @Nullable Boolean crawlers,
      @Nullable Boolean healthChecks,
      @Entries(Entries.Rule.GLOB) @Size(max = 200) @Nullable List<@Size(max = 200) String> releases,
      @Entries(Entries.Rule.GLOB) @Size(max = 200)
          @Nullable List<@Size(max = 200) String> errorMessages,
      @Entries(Entries.Rule.NETWORK) @Size(max = 200)
          @Nullable List<@Size(max = 200) String> addresses) {

    private Set<InboundFilter> switchedOn(Set<InboundFilter> old) {
      var on = EnumSet.noneOf(InboundFilter.class);
      for (var filter : InboundFilter.values()) {
        var said =
            switch (filter) {
              case BROWSER_EXTENSIONS -> browserExtensions;
              case LEGACY_BROWSERS -> legacyBrowsers;
              case LOCALHOST -> localhost;
              case CRAWLERS -> crawlers;
              case HEALTH_CHECKS -> healthChecks;
            };
        if (said == null ? old.contains(filter) : said) {
          on.add(filter);
        }
      }
      return on;
    }
  }

  /** What is replaced or shortened. */
  record Scrubbing(
      @Nullable Boolean defaults,
      @Nullable Boolean ipAddresses,
      @Entries(Entries.Rule.FIELD) @Size(max = 200)
          @Nullable List<@Size(max = 200) String> sensitiveFields,
      @Entries(Entries.Rule.FIELD) @Size(max = 200)
          @Nullable List<@Size(max = 200) String> safeFields) {

    private IntakeRules.Scrubbing applied(IntakeRules.Scrubbing old) {
      return new IntakeRules.Scrubbing(
          defaults == null ? old.defaults() : defaults,
          Entries.Rule.kept(sensitiveFields, old.sensitiveFields()),
          Entries.Rule.kept(safeFields, old.safeFields()));
    }
  }

  /** At most {@code count} requests in {@code window} seconds, of a month at most. */
  record Limit(
      @NotNull(message = Limit.BOTH) @Min(0) @Max(1_000_000_000) Integer count,
      @NotNull(message = Limit.BOTH) @Min(1) @Max(31 * 24 * 3600) Integer window) {

    private static final String BOTH =
        "Field required: a limit has a count and a window in seconds; null means no limit";

    static @Nullable RateLimit of(Given<Limit> given) {
      var limit = given.value();
      return limit == null ? null : new RateLimit(limit.count(), limit.window());
    }
  }

  /** The rules as they are with this. */
  IntakeRules applied(IntakeRules old) {
    var domains = Entries.Rule.kept(allowedDomains, old.allowedDomains());
    return new IntakeRules(
        filters == null ? old.filters() : filters.switchedOn(old.filters()),
        filters == null ? old.releases() : Entries.Rule.kept(filters.releases(), old.releases()),
        filters == null
            ? old.errorMessages()
            : Entries.Rule.kept(filters.errorMessages(), old.errorMessages()),
        filters == null ? old.addresses() : Entries.Rule.kept(filters.addresses(), old.addresses()),
        scrubbing == null ? old.scrubbing() : scrubbing.applied(old.scrubbing()),
        domains.isEmpty() ? IntakeRules.DEFAULT.allowedDomains() : domains,
        spikeProtection == null ? old.spikeProtection() : spikeProtection,
        rateLimit == null ? old.rateLimit() : Limit.of(rateLimit));
  }

  /** Whether addresses are shortened, or what it was when the request does not say. */
  boolean scrubsIpAddresses(boolean old) {
    var said = scrubbing == null ? null : scrubbing.ipAddresses();
    return said == null ? old : said;
  }
}
