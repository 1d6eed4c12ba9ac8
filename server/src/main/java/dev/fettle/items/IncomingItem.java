package dev.fettle.items;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.ClientClock;
import dev.fettle.core.envelope.ItemHeader;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One item of an acknowledged request.
 *
 * @param envelopeEventId the event id of the envelope's header, else one made at the intake
 * @param payload the item's bytes; valid during {@link ItemConsumer#prepare} only
 * @param received when the request was received, by our clock
 * @param clientIp the sender's address as far as proxies are trusted
 * @param sentAt when the envelope was sent, by the client's clock
 * @param scrubIp whether addresses are shortened before they are stored
 */
public record IncomingItem(
    long organizationId,
    long projectId,
    UUID envelopeEventId,
    ItemHeader header,
    ByteSlice payload,
    Instant received,
    @Nullable Instant sentAt,
    @Nullable String clientIp,
    @Nullable String userAgent,
    boolean scrubIp) {

  /** The client's clock as far as this envelope shows it. */
  public ClientClock clock() {
    return ClientClock.of(received, sentAt);
  }
}
