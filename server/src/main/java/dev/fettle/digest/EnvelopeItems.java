package dev.fettle.digest;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.HexUuid;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.Texts;
import dev.fettle.core.envelope.EnvelopeItem;
import dev.fettle.core.envelope.ItemHeader;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.core.minidump.Minidump;
import dev.fettle.core.minidump.MinidumpEvent;
import dev.fettle.core.security.ReportSource;
import dev.fettle.core.security.SecurityReports;
import dev.fettle.intakelog.IntakeRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What has to be seen of an envelope as a whole before its items go their own ways: an attached
 * minidump completes the event beside it, and raw reports of browsers become events.
 */
public final class EnvelopeItems {

  private static final Logger LOG = LoggerFactory.getLogger(EnvelopeItems.class);
  private static final int LONGEST_REASON = 300;

  private EnvelopeItems() {}

  /** The items to hand out; the same list when nothing in it needs this. Never throws. */
  static List<EnvelopeItem> complete(List<EnvelopeItem> items, IntakeRecord record) {
    var all = items;
    try {
      var dump = minidump(items);
      if (dump != null) {
        all = withMinidump(items, dump.payload(), record);
      }
      if (all.stream().anyMatch(item -> item.type() == ItemType.RAW_SECURITY)) {
        all = withReports(all, record);
      }
    } catch (RuntimeException e) {
      LOG.error("An envelope of project {} is taken as it came", record.projectId(), e);
      return items;
    }
    return all;
  }

  private static @Nullable EnvelopeItem minidump(List<EnvelopeItem> items) {
    for (var item : items) {
      if (Minidump.ATTACHMENT_TYPE.equals(item.header().attachmentType())) {
        return item;
      }
    }
    return null;
  }

  /** A dump without an event is one: the crash would be lost otherwise. */
  private static List<EnvelopeItem> withMinidump(
      List<EnvelopeItem> items, ByteSlice dump, IntakeRecord record) {
    var completed = new ArrayList<EnvelopeItem>(items.size() + 1);
    boolean done = false;
    for (var item : items) {
      if (!done && item.type() == ItemType.EVENT) {
        completed.add(completed(item, dump));
        done = true;
      } else {
        completed.add(item);
      }
    }
    if (!done && items.stream().noneMatch(item -> item.type() == ItemType.TRANSACTION)) {
      var event =
          JsonNodeFactory.instance.objectNode().put("event_id", HexUuid.format(record.eventId()));
      addDump(event, dump);
      completed.addFirst(item(ItemType.EVENT, event));
    }
    return completed;
  }

  private static EnvelopeItem completed(EnvelopeItem item, ByteSlice dump) {
    try {
      var event = LenientJson.readObject(item.payload(), JsonLimits.EVENT);
      addDump(event, dump);
      return new EnvelopeItem(item.header(), ByteSlice.of(LenientJson.write(event)));
    } catch (MalformedPayloadException e) {
      return item; // whoever takes events counts it as malformed
    }
  }

  private static void addDump(ObjectNode event, ByteSlice dump) {
    try {
      MinidumpEvent.complete(event, Minidump.parse(dump));
    } catch (MalformedPayloadException e) {
      var reason = Texts.cut(String.valueOf(e.getMessage()), LONGEST_REASON);
      if (!event.has("exception") && !event.has("message") && !event.has("logentry")) {
        event.put("platform", "native").put("level", "fatal");
        event.putObject("logentry").put("formatted", "Crash with a minidump that cannot be read");
      }
      var errors = event.get("errors") instanceof ArrayNode own ? own : event.putArray("errors");
      errors.addObject().put("type", "invalid_data").put("name", "minidump").put("value", reason);
    }
  }

  private static List<EnvelopeItem> withReports(List<EnvelopeItem> items, IntakeRecord record) {
    var source = new ReportSource(null, null, record.userAgent(), record.received());
    var completed = new ArrayList<EnvelopeItem>(items.size());
    int number = 0;
    for (var item : items) {
      if (item.type() != ItemType.RAW_SECURITY) {
        completed.add(item);
        continue;
      }
      try {
        for (var event : SecurityReports.events(item.payload(), source)) {
          completed.add(
              item(
                  ItemType.SECURITY,
                  event.put("event_id", SecurityReports.id(record.eventId(), number++))));
        }
      } catch (MalformedPayloadException e) {
        completed.add(item); // nobody takes it: counted as invalid
      }
    }
    return completed;
  }

  private static EnvelopeItem item(ItemType type, ObjectNode payload) {
    return new EnvelopeItem(header(type), ByteSlice.of(LenientJson.write(payload)));
  }

  private static ItemHeader header(ItemType type) {
    return new ItemHeader(type, type.wireName(), null, null, null, null, null);
  }
}
