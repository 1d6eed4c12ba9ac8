package dev.fettle.core.event;

import dev.fettle.core.ClientClock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the server knows about an event and the event itself does not.
 *
 * @param clock when it arrived, and how wrong the client's clock is
 * @param fallbackEventId id for an event that has none: the envelope's, else a fresh one
 * @param clientIp address it came from; fills {@code {{auto}}}
 * @param scrubIp whether every address in the event is anonymised before it is kept
 * @param userAgents reads the {@code User-Agent} among the event's request headers
 */
public record ReceivedContext(
    ClientClock clock,
    UUID fallbackEventId,
    @Nullable String clientIp,
    boolean scrubIp,
    UserAgents userAgents) {

  /** Without a reader of user agents, of a client whose clock is believed. */
  public ReceivedContext(
      Instant received, UUID fallbackEventId, @Nullable String clientIp, boolean scrubIp) {
    this(ClientClock.of(received), fallbackEventId, clientIp, scrubIp, UserAgents.NONE);
  }

  /** When it arrived. */
  public Instant received() {
    return clock.received();
  }
}
