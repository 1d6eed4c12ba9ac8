package dev.fettle.protection;

import dev.fettle.projects.ProjectKey.RateLimit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A project's rules as its owner wrote them.
 *
 * @param releases globs of releases that are not wanted
 * @param errorMessages globs of messages and exceptions that are not wanted
 * @param addresses networks whose items are not wanted, such as {@code 10.0.0.0/8}
 * @param allowedDomains hosts that may send from a browser, such as {@code example.com}, {@code
 *     *.example.com}, or {@code *} for all
 * @param rateLimit of all keys together, or null
 */
record IntakeRules(
    Set<InboundFilter> filters,
    List<String> releases,
    List<String> errorMessages,
    List<String> addresses,
    Scrubbing scrubbing,
    List<String> allowedDomains,
    boolean spikeProtection,
    @Nullable RateLimit rateLimit) {

  /**
   * Which values are replaced before anything is written.
   *
   * @param defaults passwords, tokens, card numbers and so on
   * @param sensitiveFields more names of fields
   * @param safeFields names of fields that are kept whatever the other rules say
   */
  record Scrubbing(boolean defaults, List<String> sensitiveFields, List<String> safeFields) {
    Scrubbing {
      sensitiveFields = List.copyOf(sensitiveFields);
      safeFields = List.copyOf(safeFields);
    }
  }

  /** The rules of a project that never changed one. */
  static final IntakeRules DEFAULT =
      new IntakeRules(
          Set.of(),
          List.of(),
          List.of(),
          List.of(),
          new Scrubbing(true, List.of(), List.of()),
          List.of("*"),
          true,
          null);

  IntakeRules {
    filters = Set.copyOf(filters);
    releases = List.copyOf(releases);
    errorMessages = List.copyOf(errorMessages);
    addresses = List.copyOf(addresses);
    allowedDomains = List.copyOf(allowedDomains);
  }
}
