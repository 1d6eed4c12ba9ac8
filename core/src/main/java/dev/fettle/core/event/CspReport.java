package dev.fettle.core.event;

import dev.fettle.core.Texts;
import dev.fettle.core.UrlHost;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A report of a content security policy: what the page was not allowed to load.
 *
 * @param directive effective directive, for instance {@code script-src-elem}; older browsers send
 *     only the violated one, whose first word it is
 * @param blockedUri URL, or a word: {@code inline}, {@code eval}, {@code data}
 */
public record CspReport(String directive, String blockedUri) {
  private static final int MAX_WORD = 64;

  /** Normalises {@code event.csp} into {@code out.csp}; null when the event is no such report. */
  static @Nullable CspReport normalize(Scope event, ObjectNode out) {
    if (!(event.get("csp") instanceof ObjectNode object)) {
      return null;
    }
    Scope report = event.child("csp", object);
    report.dropNulls();
    String directive = report.text("effective-directive", 255);
    if (directive == null) {
      directive = report.text("violated-directive", 255);
    }
    String blocked = report.text("blocked-uri", 2048);
    if (directive == null) {
      return null;
    }
    out.set("csp", object);
    String word = directive.strip().split("\\s", 2)[0];
    return new CspReport(word, blocked == null ? "" : blocked.strip());
  }

  /** Host of the blocked URL; empty for the words, which name no host. */
  public String blockedHost() {
    String host = UrlHost.of(blockedUri);
    return host == null ? "" : host;
  }

  /**
   * What was blocked, without what differs from page to page: the host, the word ({@code inline},
   * {@code eval}, {@code self}), or the scheme of an address that holds the content itself ({@code
   * data}, {@code blob}). Empty when the browser did not say.
   */
  public String blocked() {
    String host = blockedHost();
    if (!host.isEmpty()) {
      return host;
    }
    int colon = blockedUri.indexOf(':');
    String word = colon > 0 ? blockedUri.substring(0, colon) : blockedUri;
    return Texts.cut(word.replace("'", ""), MAX_WORD);
  }
}
