package dev.fettle.issues;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.LenientJson;
import dev.fettle.core.grouping.EventHash;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.PreparedItem;
import dev.fettle.payloads.EventPayloads;
import dev.fettle.projects.NameStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An event as it will be written; holds nothing of the log's buffers.
 *
 * @param id UUIDv7 of the time of receipt
 * @param eventId the client's id
 * @param primary the hash a new issue is made with
 * @param glitchTip the hash an imported issue may be found by
 * @param payload zstd of the normalised JSON, see {@link EventPayloads}
 * @param payloadSize bytes of that JSON
 */
record PreparedEvent(
    IncomingItem item,
    UUID id,
    UUID eventId,
    Instant eventAt,
    EventHash primary,
    EventHash glitchTip,
    Face face,
    @Nullable String release,
    @Nullable String environment,
    @Nullable String userKey,
    Map<String, String> tags,
    ByteSlice payload,
    int payloadSize,
    int dictionaryId)
    implements PreparedItem, NameStore.Named {

  /** What an issue shows of its event. */
  record Face(
      String type,
      String level,
      String title,
      String culprit,
      Map<String, String> metadata,
      @Nullable String platform,
      boolean unhandled) {

    /** The metadata as the JSON object that is stored. */
    String metadataJson() {
      var json = JsonNodeFactory.instance.objectNode();
      metadata.forEach(json::put);
      return new String(LenientJson.write(json), StandardCharsets.UTF_8);
    }
  }
}
