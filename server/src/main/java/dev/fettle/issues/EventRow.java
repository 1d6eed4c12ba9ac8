package dev.fettle.issues;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.HexUuid;
import dev.fettle.core.id.IssueId;
import dev.fettle.core.id.ProjectId;
import dev.fettle.payloads.EventPayloads;
import dev.fettle.platform.time.Ids;
import java.time.Instant;
import java.util.UUID;

/**
 * A stored event.
 *
 * @param id ours, UUIDv7 of the time of receipt
 * @param eventId the client's
 * @param payload zstd of the normalised JSON, see {@link EventPayloads}; empty when it was left out
 *     of a page that is full
 */
record EventRow(
    UUID id,
    ProjectId projectId,
    IssueId issueId,
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

  /** Whether it was read whole. */
  boolean hasPayload() {
    return payload.length() > 0;
  }

  /** The normalised JSON. */
  byte[] json(EventPayloads payloads) {
    return payloads.unpack(payload.toByteArray(), payloadSize, dictionaryId);
  }
}
