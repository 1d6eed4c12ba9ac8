package dev.fettle.issues;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.fettle.core.event.UserAgents;
import org.jspecify.annotations.Nullable;
import ua_parser.OS;
import ua_parser.Parser;
import ua_parser.UserAgent;

/**
 * User agents by the rules of ua-parser, the ones GlitchTip uses. Walking a thousand patterns costs
 * about a millisecond, so answers are cached; the patterns are compiled when the first header is
 * read.
 */
final class BrowserAgents implements UserAgents {

  private static final int CACHED = 5_000;
  private static final String UNKNOWN_FAMILY = "Other";

  private static final class Rules {
    static final Parser PARSER = new Parser();
  }

  private final LoadingCache<String, Agent> agents =
      Caffeine.newBuilder().maximumSize(CACHED).build(BrowserAgents::parse);

  @Override
  public Agent read(String header) {
    return header.isBlank() ? Agent.UNKNOWN : agents.get(header);
  }

  private static Agent parse(String header) {
    UserAgent browser = Rules.PARSER.parseUserAgent(header);
    OS os = Rules.PARSER.parseOS(header);
    return new Agent(
        known(browser.family),
        version(browser.major, browser.minor, browser.patch),
        known(os.family),
        version(os.major, os.minor, os.patch),
        known(Rules.PARSER.parseDevice(header).family));
  }

  private static @Nullable String known(@Nullable String family) {
    return UNKNOWN_FAMILY.equals(family) ? null : family;
  }

  private static @Nullable String version(
      @Nullable String major, @Nullable String minor, @Nullable String patch) {
    if (major == null) {
      return null;
    }
    if (minor == null) {
      return major;
    }
    return patch == null ? major + "." + minor : major + "." + minor + "." + patch;
  }
}
