package dev.fettle.core.log;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.ClientClock;
import dev.fettle.core.Entries;
import dev.fettle.core.JsonFields;
import dev.fettle.core.LenientJson;
import dev.fettle.core.LenientTime;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.Texts;
import dev.fettle.core.event.Attributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The logs of one item: a container of SDKs (sdk-wire 8.6), or OpenTelemetry's records in their
 * JSON, camel case or snake case.
 *
 * @param records those that can be kept
 * @param broken how many are no objects or say nothing
 * @param cut see {@link Entries#cut}
 */
public record LogRecords(List<LogRecord> records, int broken, boolean cut) {
  private static final int MAX_BODY = 16 * 1024;
  private static final int MAX_WORD = 64;

  public LogRecords {
    records = List.copyOf(records);
  }

  /**
   * Reads an item.
   *
   * @param scrubIp whether addresses are shortened
   * @throws MalformedPayloadException when the bytes are no JSON object or list
   */
  public static LogRecords read(ByteSlice payload, ClientClock clock, boolean scrubIp)
      throws MalformedPayloadException {
    var entries = Entries.read(payload);
    var records = new ArrayList<LogRecord>(entries.objects().size());
    for (var entry : entries.objects()) {
      var body = body(entry);
      if (body != null) {
        records.add(
            new LogRecord(
                clock.credible(time(entry)), severity(entry), body, Origin.read(entry, scrubIp)));
      }
    }
    int broken = entries.broken() + entries.objects().size() - records.size();
    return new LogRecords(records, broken, entries.cut());
  }

  private static @Nullable String body(JsonFields entry) {
    var body = entry.get("body");
    if (body == null) {
      return null;
    }
    var value = Attributes.value(body);
    return value.isContainer()
        ? LenientJson.text(value, MAX_BODY)
        : Texts.ellipsis(value.asString(""), MAX_BODY);
  }

  private static @Nullable Instant time(JsonFields entry) {
    for (var field :
        List.of(
            "timestamp",
            "timeUnixNano",
            "time_unix_nano",
            "observedTimeUnixNano",
            "observed_time_unix_nano")) {
      var time = LenientTime.parse(entry.get(field));
      if (time != null && time.isAfter(Instant.EPOCH)) {
        return time;
      }
    }
    return null;
  }

  private static int severity(JsonFields entry) {
    var number = entry.integer("severity_number", 1, 24);
    if (number == null) {
      number = entry.integer("severityNumber", 1, 24);
    }
    var word = entry.text("level", MAX_WORD);
    if (word == null) {
      word = entry.text("severity_text", MAX_WORD);
    }
    return Severity.number(number, word == null ? entry.text("severityText", MAX_WORD) : word);
  }
}
