package dev.fettle.core.grouping;

import dev.fettle.core.event.NormalizedEvent;

/**
 * The hash GlitchTip computes for an event (behaviour 1.6), so that issues taken over from it keep
 * receiving their events: MD5 of cut title, culprit and the digit of the type; with a client
 * fingerprint, of its parts one after the other, the exact text <code>{{ default }}</code> standing
 * for the former.
 */
final class GlitchTipHash {
  private static final String DEFAULT_PART = "{{ default }}";

  private GlitchTipHash() {}

  static EventHash of(NormalizedEvent event) {
    String input =
        Headline.glitchTipTitle(event) + Headline.glitchTipCulprit(event) + event.type().digit();
    if (event.fingerprint().isEmpty()) {
      return EventHash.md5(input);
    }
    StringBuilder parts = new StringBuilder();
    for (String part : event.fingerprint()) {
      parts.append(part.equals(DEFAULT_PART) ? input : part);
    }
    return EventHash.md5(parts.toString());
  }
}
