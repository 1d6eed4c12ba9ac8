package dev.fettle.protection;

import dev.fettle.core.IpNetwork;
import dev.fettle.platform.http.Input;
import dev.fettle.projects.ProjectKey.RateLimit;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules from a request. What is not named stays as it is; the first value that cannot be a
 * rule is answered with 422, cause and remedy.
 */
final class IntakeRulesInput {

  private static final int MOST_ENTRIES = 200;
  private static final int LONGEST_ENTRY = 200;
  private static final int HIGHEST_LIMIT = 1_000_000_000;
  private static final int LONGEST_WINDOW_SECONDS = 31 * 24 * 3600;
  private static final int SHORTEST_FIELD = 2;
  private static final Pattern DOMAIN =
      Pattern.compile("\\*|(\\*\\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?(:\\d{1,5})?");

  private IntakeRulesInput() {}

  static IntakeRules read(Input input, IntakeRules old) {
    var filters = input.object("filters");
    var scrubbing = input.object("scrubbing");
    return new IntakeRules(
        filters == null ? old.filters() : switches(filters, old),
        filters == null ? old.releases() : globs(filters, "releases", old.releases()),
        filters == null
            ? old.errorMessages()
            : globs(filters, "errorMessages", old.errorMessages()),
        filters == null ? old.addresses() : networks(filters, old.addresses()),
        scrubbing == null ? old.scrubbing() : scrubbing(scrubbing, old.scrubbing()),
        domains(input, old.allowedDomains()),
        input.flag("spikeProtection", old.spikeProtection()),
        input.has("rateLimit") ? rateLimit(input) : old.rateLimit());
  }

  /** Whether addresses are shortened, or what it was when the request does not say. */
  static boolean scrubIpAddresses(Input input, boolean old) {
    var scrubbing = input.object("scrubbing");
    return scrubbing == null ? old : scrubbing.flag("ipAddresses", old);
  }

  /** {@code rateLimit}: null, or count and window. */
  static @Nullable RateLimit rateLimit(Input input) {
    var limit = input.object("rateLimit");
    if (limit == null) {
      return null;
    }
    var count = limit.integer("count", 0, HIGHEST_LIMIT);
    var window = limit.integer("window", 1, LONGEST_WINDOW_SECONDS);
    if (count == null || window == null) {
      throw limit.problem(
          count == null ? "count" : "window",
          "missing",
          "Field required: a limit has a count and a window in seconds; null means no limit");
    }
    return new RateLimit(count, window);
  }

  private static EnumSet<InboundFilter> switches(Input input, IntakeRules old) {
    var filters = EnumSet.noneOf(InboundFilter.class);
    for (var filter : InboundFilter.values()) {
      if (input.flag(filter.wireName(), old.filters().contains(filter))) {
        filters.add(filter);
      }
    }
    return filters;
  }

  private static IntakeRules.Scrubbing scrubbing(Input input, IntakeRules.Scrubbing old) {
    return new IntakeRules.Scrubbing(
        input.flag("defaults", old.defaults()),
        fields(input, "sensitiveFields", old.sensitiveFields()),
        fields(input, "safeFields", old.safeFields()));
  }

  private static List<String> globs(Input input, String name, List<String> old) {
    return entries(
        input,
        name,
        old,
        text -> text.chars().anyMatch(unit -> unit != '*' && unit != ' '),
        "\"%s\" would match everything: write more than stars");
  }

  private static List<String> networks(Input input, List<String> old) {
    return entries(
        input,
        "addresses",
        old,
        text -> IpNetwork.parse(text) != null,
        "\"%s\" is no network: write an address such as 203.0.113.9 or a network such as 203.0.113.0/24");
  }

  private static List<String> fields(Input input, String name, List<String> old) {
    return entries(
        input,
        name,
        old,
        text -> text.length() >= SHORTEST_FIELD,
        "\"%s\" is too short for the name of a field: write at least 2 characters");
  }

  private static List<String> domains(Input input, List<String> old) {
    var domains =
        entries(
            input,
            "allowedDomains",
            old,
            text -> DOMAIN.matcher(text.toLowerCase(Locale.ROOT)).matches(),
            "\"%s\" is no domain: write example.com, *.example.com or *, without https:// and path");
    return domains.isEmpty() ? IntakeRules.DEFAULT.allowedDomains() : domains;
  }

  /** Blank entries and repetitions are left out. */
  private static List<String> entries(
      Input input, String name, List<String> old, Predicate<String> valid, String problem) {
    if (!input.has(name)) {
      return old;
    }
    var entries = new LinkedHashSet<String>();
    for (var text : input.texts(name, MOST_ENTRIES, LONGEST_ENTRY)) {
      var entry = text.strip();
      if (entry.isEmpty()) {
        continue;
      }
      if (!valid.test(entry)) {
        throw input.problem(name, "value_error", problem.formatted(entry));
      }
      entries.add(entry);
    }
    return List.copyOf(entries);
  }
}
