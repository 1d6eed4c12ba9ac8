package dev.fettle.issues;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.HexUuid;
import dev.fettle.platform.time.Ids;
import java.time.Instant;
import java.util.UUID;

/**
 * A stored event.
 *
 * @param id ours, UUIDv7 of the time of receipt
 * @param eventId the client's
 * @param payload zstd of the normalised JSON, see {@link EventPayloads}
 */
record EventRow(
    UUID id,
    long projectId,
    long issueId,
    UUID eventId,
    Instant eventAt,
    String title,
    ByteSlice payload,
    int payloadSize,
    int dictionaryId) {

  String eventIdHex() {
    return HexUuid.format(eventId);
  }

  String idHex() {
    return HexUuid.format(id);
  }

  Instant received() {
    return Ids.timeOf(id);
  }

  /** The normalised JSON. */
  byte[] json(EventPayloads payloads) {
    return payloads.unpack(payload.toByteArray(), payloadSize, dictionaryId);
  }
}
