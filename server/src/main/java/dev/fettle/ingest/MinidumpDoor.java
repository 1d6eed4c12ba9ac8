package dev.fettle.ingest;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.HexUuid;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.core.minidump.CrashUpload;
import dev.fettle.core.minidump.Minidump;
import dev.fettle.core.minidump.MultipartForm;
import dev.fettle.digest.EnvelopeItems;
import dev.fettle.items.Reason;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * {@code POST /api/N/minidump/}: crash uploads of breakpad and crashpad, a form or the bare dump
 * (sdk-wire section 14). The envelope has the event as the program described it, the dump and the
 * other files as attachments; {@link EnvelopeItems} completes the event from the dump. Answers the
 * event's id as plain text, which crash reporters keep.
 */
final class MinidumpDoor implements Door {

  @Override
  public Endpoint endpoint() {
    return Endpoint.MINIDUMP;
  }

  @Override
  public @Nullable Target target(Address address) {
    return address.rest().equals("minidump") ? Target.of(this, address.projectId()) : null;
  }

  /** A body in several blocks is copied into one, and large bodies have three quarters. */
  @Override
  public int bodyBytes(IngestLimits limits) {
    return limits.memoryBytes() / 8 * 3;
  }

  @Override
  public Delivery open(Visit visit) {
    if (Minidump.isMinidump(visit.body())) {
      return deliver(
          visit, visit.body(), new CrashUpload(JsonNodeFactory.instance.objectNode(), List.of()));
    }
    var type = visit.contentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      return refused("Invalid minidump file", "neither a multipart form nor a minidump");
    }
    MultipartForm form;
    try {
      form = MultipartForm.parse(visit.body(), type);
    } catch (MalformedPayloadException e) {
      return refused("Missing upload_file_minidump", String.valueOf(e.getMessage()));
    }
    var dump = form.first(CrashUpload.DUMP_FIELD);
    if (dump == null) {
      return refused(
          "Missing upload_file_minidump", "send the dump as a file named upload_file_minidump");
    }
    if (!Minidump.isMinidump(dump.content())) {
      return refused("Invalid minidump file", "the file does not start with MDMP");
    }
    return deliver(visit, dump.content(), CrashUpload.of(form));
  }

  private static Delivery deliver(Visit visit, ByteSlice dump, CrashUpload upload) {
    try {
      Minidump.parse(dump);
    } catch (MalformedPayloadException e) {
      return refused("Failed to parse minidump", String.valueOf(e.getMessage()));
    }
    var said = HexUuid.parse(upload.event().path("event_id").asString(""));
    var eventId = said == null ? visit.freshId() : said;
    var event = upload.event().put("event_id", HexUuid.format(eventId));
    var envelope =
        new EnvelopeWriter(eventId)
            .item(ItemType.EVENT, event)
            .attachment("minidump.dmp", "application/x-dmp", Minidump.ATTACHMENT_TYPE, dump);
    for (var file : upload.files()) {
      var name = file.filename();
      envelope.attachment(
          name == null || name.isBlank() ? file.name() : name,
          file.contentType(),
          null,
          file.content());
    }
    return new Delivery.Items(
        eventId, envelope.parts(), Answer.of(200, "text/plain", HexUuid.format(eventId)));
  }

  private static Delivery refused(String detail, String cause) {
    return new Delivery.Refused(Reason.INVALID_MINIDUMP, Answer.fault(400, detail, cause));
  }
}
