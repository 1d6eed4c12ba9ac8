package dev.fettle.protection;

import dev.fettle.items.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The filters a project has switched on, applied to one item. Pure; the first filter that matches
 * names the reason.
 */
final class InboundFilters {

  /** Schemes under which browsers load the scripts of their extensions. */
  private static final List<String> EXTENSION_SCHEMES =
      List.of(
          "chrome-extension:",
          "moz-extension:",
          "safari-extension:",
          "safari-web-extension:",
          "ms-browser-extension:",
          "webkit-masked-url:");

  /** What browsers say when an extension loses its page or its background script. */
  private static final List<String> EXTENSION_MESSAGES =
      List.of(
          "extension context invalidated",
          "receiving end does not exist",
          "message port closed before a response was received",
          "chrome-extension://",
          "moz-extension://",
          "safari-web-extension://");

  private static final Set<String> HEALTH_NAMES =
      Set.of(
          "health",
          "healthz",
          "healthy",
          "healthcheck",
          "health-check",
          "health_check",
          "_health",
          "livez",
          "liveness",
          "live",
          "alive",
          "readyz",
          "readiness",
          "ready",
          "ping",
          "heartbeat",
          "up");

  private static final Pattern LOCAL =
      Pattern.compile(
          "(?:[a-z][a-z0-9+.-]*:)?//(?:[^/?#]*@)?"
              + "(?:localhost|[^/?#:]*\\.localhost|127(?:\\.\\d+){3}|0\\.0\\.0\\.0|\\[::1])(?:[:/?#].*)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Names ending in bot (but for a maker of telephones), and the robots that have other names. */
  private static final Pattern CRAWLER =
      Pattern.compile(
          "(?<![a-z])(?!cubot)[a-z]*bot(?![a-z])|crawler|spider|slurp|facebookexternalhit"
              + "|mediapartners-google|google-inspectiontool|bingpreview|lighthouse|ia_archiver",
          Pattern.CASE_INSENSITIVE);

  /** Internet Explorer, the first Edge, Opera before Chromium, Android's old browser. */
  private static final Pattern DEAD_BROWSER =
      Pattern.compile(
          "MSIE |Trident/|Edge/1\\d|Opera Mini|Presto/|OPR/[1-4]\\d\\."
              + "|Android [1-4]\\.(?!.*Chrome/)");

  /** Oldest versions that are still let through: those of the middle of 2020. */
  private static final Pattern VERSIONED =
      Pattern.compile("(Chrome|Firefox)/(\\d{1,4})|Version/(\\d{1,4})[^ ]* .*Safari/");

  /** No text is looked at further than this. */
  private static final int LONGEST_TEXT = 10_000;

  /** Agents and addresses of pages are shorter; the patterns above are quadratic in nonsense. */
  private static final int LONGEST_NAME = 1_000;

  /**
   * Characters of an item's messages times patterns: a few milliseconds. What is longer with so
   * many patterns is looked at in its first part.
   */
  static final int MOST_WORK = 5_000_000;

  private static final int OLDEST_CHROME = 84;
  private static final int OLDEST_FIREFOX = 78;
  private static final int OLDEST_SAFARI = 13;

  private final Set<InboundFilter> on;
  private final List<Glob> releases;
  private final List<Glob> messages;

  InboundFilters(IntakeRules rules) {
    this.on = rules.filters();
    this.releases = globs(rules.releases());
    this.messages = globs(rules.errorMessages());
  }

  private static List<Glob> globs(List<String> patterns) {
    var globs = new ArrayList<Glob>(patterns.size());
    patterns.forEach(pattern -> globs.add(new Glob(pattern)));
    return List.copyOf(globs);
  }

  /** Whether no item can be filtered. */
  boolean isEmpty() {
    return on.isEmpty() && releases.isEmpty() && messages.isEmpty();
  }

  /** The reason not to want this item, or null. */
  @Nullable Reason reason(ItemFacts facts) {
    for (var filter : InboundFilter.values()) {
      if (on.contains(filter) && matches(filter, facts)) {
        return filter.reason();
      }
    }
    var release = facts.release();
    if (release != null && anyMatches(releases, lower(release, LONGEST_NAME))) {
      return Reason.RELEASE;
    }
    if (messages.isEmpty()) {
      return null;
    }
    int left = MOST_WORK / messages.size();
    for (var message : facts.messages()) {
      if (left <= 0) {
        break;
      }
      var text = lower(message, Math.min(left, LONGEST_TEXT));
      left -= text.length();
      if (anyMatches(messages, text)) {
        return Reason.ERROR_MESSAGE;
      }
    }
    return null;
  }

  private static boolean anyMatches(List<Glob> globs, String text) {
    for (var glob : globs) {
      if (glob.matches(text)) {
        return true;
      }
    }
    return false;
  }

  private static String start(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }

  private static String lower(String text, int most) {
    return start(text, most).toLowerCase(Locale.ROOT);
  }

  private static boolean matches(InboundFilter filter, ItemFacts facts) {
    return switch (filter) {
      case BROWSER_EXTENSIONS -> isOfExtension(facts);
      case LEGACY_BROWSERS ->
          facts.userAgent() != null && isLegacy(start(facts.userAgent(), LONGEST_NAME));
      case LOCALHOST ->
          facts.url() != null && LOCAL.matcher(start(facts.url(), LONGEST_NAME)).matches();
      case CRAWLERS ->
          facts.userAgent() != null
              && CRAWLER.matcher(start(facts.userAgent(), LONGEST_NAME)).find();
      case HEALTH_CHECKS -> facts.transaction() != null && isHealthCheck(facts.transaction());
    };
  }

  private static boolean isOfExtension(ItemFacts facts) {
    for (var source : facts.sources()) {
      var lower = lower(source, LONGEST_NAME);
      if (EXTENSION_SCHEMES.stream().anyMatch(lower::startsWith)) {
        return true;
      }
    }
    for (var message : facts.messages()) {
      var lower = lower(message, LONGEST_TEXT);
      if (EXTENSION_MESSAGES.stream().anyMatch(lower::contains)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLegacy(String userAgent) {
    if (DEAD_BROWSER.matcher(userAgent).find()) {
      return true;
    }
    var version = VERSIONED.matcher(userAgent);
    if (!version.find()) {
      return false;
    }
    var name = version.group(1);
    if (name == null) {
      return Integer.parseInt(version.group(3)) < OLDEST_SAFARI;
    }
    int oldest = name.equals("Chrome") ? OLDEST_CHROME : OLDEST_FIREFOX;
    return Integer.parseInt(version.group(2)) < oldest;
  }

  /** {@code GET /api/healthz/}, {@code /up}: the last part of the path says it. */
  private static boolean isHealthCheck(String transaction) {
    var path = transaction.substring(transaction.lastIndexOf(' ') + 1);
    int stop = path.length();
    while (stop > 0 && path.charAt(stop - 1) == '/') {
      stop--;
    }
    int slash = path.lastIndexOf('/', stop - 1);
    var last = path.substring(slash + 1, stop).toLowerCase(Locale.ROOT);
    return slash >= 0 && HEALTH_NAMES.contains(last);
  }
}
