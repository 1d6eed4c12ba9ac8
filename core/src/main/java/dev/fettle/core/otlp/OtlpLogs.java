package dev.fettle.core.otlp;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.MalformedPayloadException;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Reads an {@code ExportLogsServiceRequest}. */
public final class OtlpLogs {

  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;

  private OtlpLogs() {}

  /**
   * Reads protobuf.
   *
   * @param received stands for the time of a record that has none
   * @throws MalformedPayloadException when the bytes are no protobuf
   * @throws TooManyEntriesException when it holds more than is read at once
   */
  public static OtlpBatch fromProtobuf(ByteSlice body, Instant received)
      throws MalformedPayloadException, TooManyEntriesException {
    Containers containers = new Containers();
    OtlpWalk.protobuf(
        body, (log, resource) -> add(log(log, new LogDraft(resource)), containers, received));
    return containers.batch();
  }

  /**
   * Reads JSON.
   *
   * @param received stands for the time of a record that has none
   * @throws MalformedPayloadException when the bytes are no JSON object
   * @throws TooManyEntriesException when it holds more than is read at once
   */
  public static OtlpBatch fromJson(ByteSlice body, Instant received)
      throws MalformedPayloadException, TooManyEntriesException {
    Containers containers = new Containers();
    OtlpWalk.json(
        body,
        OtlpWalk.LOGS,
        (log, resource) -> add(log(log, new LogDraft(resource)), containers, received));
    return containers.batch();
  }

  private static void add(LogDraft log, Containers containers, Instant received)
      throws TooManyEntriesException {
    containers.add(log.toJson(Numbers.nanos(received)), true);
  }

  private static LogDraft log(Proto log, LogDraft draft) throws MalformedPayloadException {
    while (log.next()) {
      switch (log.field()) {
        case 1 -> draft.time = log.number();
        case 2 -> draft.severity = log.number();
        case 3 -> draft.severityText = log.text();
        case 5 -> draft.body = OtlpAttributes.value(log.message(), 0, draft.attributes.allowance());
        case 6 -> draft.attributes.read(log.message());
        case 9 -> draft.traceId = Numbers.id(log.bytes(), TRACE_ID_BYTES);
        case 10 -> draft.spanId = Numbers.id(log.bytes(), SPAN_ID_BYTES);
        case 11 -> draft.observed = log.number();
        case 12 -> draft.eventName = log.text();
        default -> {}
      }
    }
    return draft;
  }

  private static LogDraft log(JsonNode log, LogDraft draft) {
    draft.time = Numbers.whole(log.path("timeUnixNano"));
    draft.observed = Numbers.whole(log.path("observedTimeUnixNano"));
    draft.severity = Numbers.whole(log.path("severityNumber"));
    draft.severityText = log.path("severityText").asString("");
    draft.eventName = log.path("eventName").asString("");
    draft.body = OtlpAttributes.value(log.get("body"), 0);
    draft.traceId = Numbers.id(log.path("traceId").asString(""), TRACE_ID_BYTES);
    draft.spanId = Numbers.id(log.path("spanId").asString(""), SPAN_ID_BYTES);
    draft.attributes.read(log.get("attributes"));
    return draft;
  }
}
