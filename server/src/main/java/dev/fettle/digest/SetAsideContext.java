package dev.fettle.digest;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.LenientJson;
import dev.fettle.core.Texts;
import dev.fettle.core.envelope.DataCategory;
import dev.fettle.core.envelope.ItemHeader;
import dev.fettle.intakelog.IntakeRecord;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.OutcomeTally;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is kept beside the payload of an item set aside, so that it can be tried again as it came:
 * the head of its log record and an envelope's header lines. Context and payload one after the
 * other are a log record with that one item.
 */
final class SetAsideContext {

  /** Of a payload that is a whole log record itself. */
  static final ByteSlice NONE = ByteSlice.of("");

  private static final int LONGEST_DETAIL = 500;
  private static final int MOST_FRAMES = 1_000;
  private static final int OWN_FRAMES = 3;

  private SetAsideContext() {}

  static ByteSlice of(IncomingItem item) {
    var record =
        new IntakeRecord(
            IntakeRecord.Kind.ENVELOPE,
            item.organizationId(),
            item.projectId(),
            item.received(),
            item.envelopeEventId(),
            item.clientIp(),
            item.userAgent(),
            item.scrubIp(),
            NONE);
    var head = record.head();
    var sentAt = item.sentAt();
    var first = sentAt == null ? "{}" : "{\"sent_at\":\"" + sentAt + "\"}";
    var lines = first + "\n" + new String(header(item), StandardCharsets.UTF_8) + "\n";
    var bytes = lines.getBytes(StandardCharsets.UTF_8);
    var context = new byte[head.length() + bytes.length];
    System.arraycopy(head.array(), head.offset(), context, 0, head.length());
    System.arraycopy(bytes, 0, context, head.length(), bytes.length);
    return ByteSlice.of(context);
  }

  /** The hour, category and quantity an item counts as; see {@link OutcomeTally}. */
  static DigestStore.Counted counted(IncomingItem item) {
    return new DigestStore.Counted(
        item.received().truncatedTo(ChronoUnit.HOURS),
        item.header().type().category().wireName(),
        item.header().quantity());
  }

  /** A record whose items are not known counts as one. */
  static DigestStore.Counted countedAsOne(IntakeRecord record) {
    return new DigestStore.Counted(
        record.received().truncatedTo(ChronoUnit.HOURS), DataCategory.DEFAULT.wireName(), 1);
  }

  private static byte[] header(IncomingItem item) {
    ItemHeader header = item.header();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", header.typeName());
    json.put("length", item.payload().length());
    putText(json, "content_type", header.contentType());
    putText(json, "filename", header.filename());
    putText(json, "attachment_type", header.attachmentType());
    putText(json, "platform", header.platform());
    if (header.itemCount() != null) {
      json.put("item_count", header.itemCount());
    }
    return LenientJson.write(json);
  }

  private static void putText(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  /** What it was and where: the places in our own code that it passed first. */
  static String detail(Throwable failure) {
    var text = new StringBuilder(failure.getClass().getSimpleName());
    text.append(": ").append(failure.getMessage());
    Arrays.stream(failure.getStackTrace())
        .limit(MOST_FRAMES)
        .filter(frame -> frame.getClassName().startsWith("dev.fettle."))
        .limit(OWN_FRAMES)
        .forEach(frame ->
            text.append(" at ")
                .append(frame.getFileName())
                .append(':')
                .append(frame.getLineNumber()));
    return Texts.cut(Texts.clean(text.toString()), LONGEST_DETAIL);
  }
}
