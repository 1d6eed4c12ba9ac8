package dev.fettle.protection;

import dev.fettle.core.IpNetwork;
import dev.fettle.core.scrub.Scrubber;
import dev.fettle.items.Reason;
import dev.fettle.projects.ProjectKey.RateLimit;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rules of one project in the form they are applied in. Immutable. */
public final class ProjectProtection {

  static final ProjectProtection DEFAULT = new ProjectProtection(IntakeRules.DEFAULT, null);

  private final IntakeRules rules;
  private final @Nullable RateLimit organizationLimit;
  private final List<IpNetwork> addresses = new ArrayList<>();
  private final List<String> domains = new ArrayList<>();
  private final InboundFilters filters;
  private final Scrubber scrubber;
  private final Scrubber addressScrubber;

  ProjectProtection(IntakeRules rules, @Nullable RateLimit organizationLimit) {
    this.rules = rules;
    this.organizationLimit = organizationLimit;
    for (var text : rules.addresses()) {
      var network = IpNetwork.parse(text);
      if (network != null) {
        addresses.add(network);
      }
    }
    for (var domain : rules.allowedDomains()) {
      domains.add(domain.toLowerCase(Locale.ROOT));
    }
    this.filters = new InboundFilters(rules);
    this.scrubber = scrubber(false);
    this.addressScrubber = scrubber(true);
  }

  private Scrubber scrubber(boolean anonymizeAddresses) {
    var scrubbing = rules.scrubbing();
    return new Scrubber(
        scrubbing.defaults(),
        scrubbing.sensitiveFields(),
        scrubbing.safeFields(),
        anonymizeAddresses);
  }

  /** What takes secrets out of everything that is written. */
  public Scrubber scrubber(ScrubAddresses addresses) {
    return addresses == ScrubAddresses.YES ? addressScrubber : scrubber;
  }

  /** Whether addresses of clients are shortened. */
  public enum ScrubAddresses {
    YES,
    NO
  }

  /** Whether {@link #reasonToFilter} has nothing to say to any item. */
  public boolean filtersNothing() {
    return filters.isEmpty();
  }

  /** The reason not to want an item, the outcome's name; or null. */
  public @Nullable Reason reasonToFilter(ItemFacts facts) {
    return filters.reason(facts);
  }

  /** Whether nothing is wanted from this address. */
  public boolean rejectsAddress(String address) {
    if (addresses.isEmpty()) {
      return false;
    }
    var bytes = IpNetwork.bytes(address);
    return bytes != null && addresses.stream().anyMatch(network -> network.contains(bytes));
  }

  /**
   * Whether a page of this address may send. A request that says nothing comes from no browser and
   * may.
   *
   * @param origin the header {@code Origin} or {@code Referer}
   */
  public boolean allowsOrigin(@Nullable String origin) {
    if (origin == null || origin.isEmpty() || domains.contains("*")) {
      return true;
    }
    var host = authority(origin);
    if (host == null) {
      return false; // "null": a sandboxed frame or a file, which no domain stands for
    }
    int colon = host.indexOf(':');
    var bare = colon < 0 ? host : host.substring(0, colon);
    for (var domain : domains) {
      var subject = domain.indexOf(':') >= 0 ? host : bare;
      boolean matches =
          domain.startsWith("*.") ? subject.endsWith(domain.substring(1)) : subject.equals(domain);
      if (matches) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String authority(String origin) {
    try {
      var uri = new URI(origin.length() > 2000 ? origin.substring(0, 2000) : origin);
      var authority = uri.getRawAuthority();
      return authority == null ? null : authority.toLowerCase(Locale.ROOT);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** The limit of all keys of the project together, or null. */
  public @Nullable RateLimit rateLimit() {
    return rules.rateLimit();
  }

  /** The limit of all projects of the organization together, or null. */
  public @Nullable RateLimit organizationLimit() {
    return organizationLimit;
  }

  /** Whether a spike is sampled. */
  public boolean spikeProtection() {
    return rules.spikeProtection();
  }
}
