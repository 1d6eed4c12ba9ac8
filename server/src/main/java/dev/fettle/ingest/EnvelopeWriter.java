package dev.fettle.ingest;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.HexUuid;
import dev.fettle.core.LenientJson;
import dev.fettle.core.envelope.ItemType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts an envelope together from items that came another way; payloads are not copied. */
public final class EnvelopeWriter {

  private static final ByteSlice LINE_FEED = ByteSlice.of("\n");

  private final List<ByteSlice> parts = new ArrayList<>();

  public EnvelopeWriter(UUID eventId) {
    header(JsonNodeFactory.instance.objectNode().put("event_id", HexUuid.format(eventId)));
  }

  /** An item whose payload is JSON. */
  public EnvelopeWriter item(ItemType type, JsonNode payload) {
    return item(
        JsonNodeFactory.instance.objectNode().put("type", type.wireName()),
        ByteSlice.of(LenientJson.write(payload)));
  }

  /** A container of several entries. */
  public EnvelopeWriter container(ItemType type, String contentType, int count, ByteSlice payload) {
    return item(
        JsonNodeFactory.instance
            .objectNode()
            .put("type", type.wireName())
            .put("item_count", count)
            .put("content_type", contentType),
        payload);
  }

  /** A file. */
  EnvelopeWriter attachment(
      String filename,
      @Nullable String contentType,
      @Nullable String attachmentType,
      ByteSlice content) {
    var header =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", ItemType.ATTACHMENT.wireName())
            .put("filename", filename);
    if (contentType != null) {
      header.put("content_type", contentType);
    }
    if (attachmentType != null) {
      header.put("attachment_type", attachmentType);
    }
    return item(header, content);
  }

  /** The whole envelope. */
  public List<ByteSlice> parts() {
    return List.copyOf(parts);
  }

  private EnvelopeWriter item(ObjectNode header, ByteSlice payload) {
    header(header.put("length", payload.length()));
    parts.add(payload);
    parts.add(LINE_FEED);
    return this;
  }

  private void header(ObjectNode header) {
    parts.add(ByteSlice.of(LenientJson.write(header)));
    parts.add(LINE_FEED);
  }
}
