package dev.fettle.attachments;

import dev.fettle.core.ByteSlice;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.PreparedItem;
import dev.fettle.platform.blobs.BlobHash;
import dev.fettle.projects.NameStore;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file as it will be kept.
 *
 * @param id UUIDv7 of the time of receipt
 * @param content empty when it is too large
 */
record PreparedAttachment(
    IncomingItem item,
    UUID id,
    String name,
    @Nullable String contentType,
    String attachmentType,
    int size,
    BlobHash hash,
    ByteSlice content)
    implements PreparedItem, NameStore.Named {

  /** The event it came with. */
  record EventKey(long projectId, UUID eventId) {}

  EventKey event() {
    return new EventKey(projectId(), item.envelopeEventId());
  }

  @Override
  public @Nullable String environment() {
    return null;
  }

  @Override
  public @Nullable String release() {
    return null;
  }
}
