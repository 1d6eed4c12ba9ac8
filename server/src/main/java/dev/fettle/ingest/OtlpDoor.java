package dev.fettle.ingest;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.core.otlp.OtlpAnswer;
import dev.fettle.core.otlp.OtlpBatch;
import dev.fettle.core.otlp.OtlpLogs;
import dev.fettle.core.otlp.OtlpTraces;
import dev.fettle.core.otlp.TooManyEntriesException;
import dev.fettle.items.Reason;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/N/integration/otlp/v1/traces} and {@code …/logs}: OpenTelemetry's exporters
 * (sdk-wire section 16). Spans and log records become the containers that SDKs send, so that one
 * consumer keeps both. Answers are OTLP's, in the encoding of the request.
 */
final class OtlpDoor implements Door {

  private static final String START = "integration/otlp/v1/";
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private final Signal signal;

  /** What is exported, and what it becomes. */
  enum Signal {
    TRACES("traces", ItemType.SPAN, "application/vnd.sentry.items.span.v2+json", "rejectedSpans"),
    LOGS("logs", ItemType.LOG, "application/vnd.sentry.items.log+json", "rejectedLogRecords");

    private final String path;
    private final ItemType type;
    private final String contentType;
    private final String rejectedField;

    Signal(String path, ItemType type, String contentType, String rejectedField) {
      this.path = path;
      this.type = type;
      this.contentType = contentType;
      this.rejectedField = rejectedField;
    }
  }

  OtlpDoor(Signal signal) {
    this.signal = signal;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.OTLP;
  }

  @Override
  public @Nullable Target target(Address address) {
    return address.rest().equals(START + signal.path) ? Target.of(this, address.projectId()) : null;
  }

  @Override
  public int bodyBytes(IngestLimits limits) {
    return MOST_BYTES;
  }

  /** The containers, and the JSON tree they are made of. */
  @Override
  public long workBytes(int bodyBytes) {
    return 4L * bodyBytes;
  }

  @Override
  public Delivery open(Visit visit) {
    boolean json = isJson(visit.contentType());
    try {
      return deliver(visit, json, read(visit, json));
    } catch (MalformedPayloadException e) {
      return new Delivery.Refused(
          Reason.INVALID_OTLP,
          Answer.fault(400, "Invalid OTLP request", String.valueOf(e.getMessage())));
    } catch (TooManyEntriesException e) {
      return new Delivery.Refused(
          Reason.TOO_LARGE, Answer.fault(413, "Payload too large", String.valueOf(e.getMessage())));
    }
  }

  private OtlpBatch read(Visit visit, boolean json)
      throws MalformedPayloadException, TooManyEntriesException {
    return switch (signal) {
      case TRACES ->
          json ? OtlpTraces.fromJson(visit.body()) : OtlpTraces.fromProtobuf(visit.body());
      case LOGS ->
          json
              ? OtlpLogs.fromJson(visit.body(), visit.received())
              : OtlpLogs.fromProtobuf(visit.body(), visit.received());
    };
  }

  private Delivery deliver(Visit visit, boolean json, OtlpBatch batch) {
    var answer =
        Answer.of(
            200,
            json ? JSON : PROTOBUF,
            OtlpAnswer.taken(
                json,
                signal.rejectedField,
                batch.rejected(),
                "a span needs a trace id of 16 bytes and a span id of 8"));
    if (batch.entries() == 0) {
      return new Delivery.Nothing(answer);
    }
    var envelope = new EnvelopeWriter(visit.freshId());
    for (var container : batch.containers()) {
      envelope.container(signal.type, signal.contentType, container.count(), container.payload());
    }
    return new Delivery.Items(visit.freshId(), envelope.parts(), answer);
  }

  /** A {@code google.rpc.Status}; an empty body stays empty, the headers say when to come back. */
  @Override
  public Answer reworded(Answer refusal, @Nullable String contentType) {
    var cause = refusal.cause();
    if (refusal.body().length() == 0 || cause == null) {
      return refusal;
    }
    int code =
        switch (refusal.status()) {
          case 401 -> 16;
          case 413 -> 8;
          default -> 3;
        };
    boolean json = isJson(contentType);
    ByteSlice status = OtlpAnswer.refused(json, code, cause);
    return refusal.with(json ? JSON : PROTOBUF, status);
  }

  private static boolean isJson(@Nullable String contentType) {
    return contentType != null && contentType.toLowerCase(Locale.ROOT).contains("json");
  }
}
