package dev.fettle.protection;

import dev.fettle.items.Reason;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The filters a project can switch on. All are off until somebody wants them: what is not asked for
 * is never thrown away. The name in lower case is the stored spelling.
 */
public enum InboundFilter {
  /** Errors whose stack or message comes from an extension of the visitor's browser. */
  BROWSER_EXTENSIONS(Reason.BROWSER_EXTENSIONS),
  /** Browsers their makers no longer support. */
  LEGACY_BROWSERS(Reason.LEGACY_BROWSERS),
  /** Sent from a developer's own machine. */
  LOCALHOST(Reason.LOCALHOST),
  /** Search engines and other robots that run scripts. */
  CRAWLERS(Reason.CRAWLERS),
  /** Transactions of load balancers that ask whether the program lives. */
  HEALTH_CHECKS(Reason.HEALTH_CHECKS);

  private final Reason reason;

  InboundFilter(Reason reason) {
    this.reason = reason;
  }

  /** Of the outcome. */
  Reason reason() {
    return reason;
  }

  /** The stored spelling. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The filters of stored spellings; one that no longer exists is left out. */
  static Set<InboundFilter> of(Iterable<String> labels) {
    var filters = EnumSet.noneOf(InboundFilter.class);
    for (var label : labels) {
      for (var filter : values()) {
        if (filter.label().equals(label)) {
          filters.add(filter);
        }
      }
    }
    return filters;
  }
}
