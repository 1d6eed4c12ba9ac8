package dev.fettle.ingest;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.HexUuid;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.envelope.Envelope;
import dev.fettle.core.envelope.EnvelopeHeader;
import dev.fettle.core.envelope.EnvelopeLimits;
import dev.fettle.core.envelope.MalformedEnvelopeException;
import dev.fettle.core.envelope.SentryAuth;
import dev.fettle.core.envelope.StoreBody;
import dev.fettle.platform.http.TrustedProxies;
import dev.fettle.platform.time.Ids;
import dev.fettle.projects.ProjectKey;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * One request from its headers to its acknowledgement: admit, read within limits, check what is
 * cheap to check, append, answer. Blocks; called on virtual threads. The answer is 200 only when
 * the record is durable.
 */
final class Intake {

  private static final int LOG_FULL_SECONDS = 60;
  private static final int MEMORY_SECONDS = 10;

  private final Admission admission;
  private final IntakeLog log;
  private final RefusalCounter refusals;
  private final IngestLimits limits;
  private final MemoryBudget memory;
  private final TrustedProxies proxies;
  private final InstantSource clock;
  private final Ids ids;

  Intake(
      Admission admission,
      IntakeLog log,
      RefusalCounter refusals,
      IngestLimits limits,
      TrustedProxies proxies,
      InstantSource clock,
      Ids ids) {
    this.admission = admission;
    this.log = log;
    this.refusals = refusals;
    this.limits = limits;
    this.memory = new MemoryBudget(limits.memoryBytes());
    this.proxies = proxies;
    this.clock = clock;
    this.ids = ids;
  }

  /** Takes a request; the answer says what became of it. */
  Answer receive(IntakeHandler.Target target, Request request) throws InterruptedException {
    var decision =
        target.endpoint() == Endpoint.TUNNEL
            ? new Admission.Decision.NoCredentials()
            : admission.decide(target.endpoint(), target.projectId(), credentials(request));
    return switch (decision) {
      case Admission.Decision.Refused refused -> refuse(refused);
      case Admission.Decision.Admitted admitted -> read(target, admitted.key(), request);
      case Admission.Decision.NoCredentials _ when target.endpoint() == Endpoint.STORE ->
          Answer.fault(
              401, "Invalid DSN", "no sentry_key in the query, X-Sentry-Auth or Authorization");
      case Admission.Decision.NoCredentials _ -> read(target, null, request);
    };
  }

  private static SentryAuth credentials(Request request) {
    var auth = SentryAuth.fromQuery(request.getHttpURI().getQuery());
    if (auth instanceof SentryAuth.Absent) {
      auth = SentryAuth.fromHeader(request.getHeaders().get("X-Sentry-Auth"));
    }
    if (auth instanceof SentryAuth.Absent) {
      auth = SentryAuth.fromHeader(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    }
    return auth;
  }

  private Answer refuse(Admission.Decision.Refused refused) {
    var key = refused.key();
    if (key != null) {
      refusals.count(key, refused.outcome(), refused.reason());
    }
    return refused.answer();
  }

  private Answer read(IntakeHandler.Target target, @Nullable ProjectKey key, Request request)
      throws InterruptedException {
    long announced = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
    if (announced > limits.bodyBytes()) {
      return tooLarge(key, announced + " bytes");
    }
    var raw = new ClientStream(Content.Source.asInputStream(request), limits.bodyBytes());
    try (var body = new Body(memory)) {
      try (var in =
          ContentDecoding.decode(raw, request.getHeaders().get(HttpHeader.CONTENT_ENCODING))) {
        body.readAll(in, (int) Math.max(announced, 0), limits.bodyBytes());
      }
      return target.endpoint() == Endpoint.STORE && key != null
          ? acceptStore(key, body, request)
          : acceptEnvelope(target, key, body, request);
    } catch (BodyRefusedException e) {
      return refuseBody(key, e);
    } catch (IOException e) {
      return brokenBody(key, raw.failed());
    }
  }

  private Answer acceptEnvelope(
      IntakeHandler.Target target, @Nullable ProjectKey known, Body body, Request request)
      throws InterruptedException {
    EnvelopeHeader header;
    try {
      header = Envelope.parse(firstLine(body), EnvelopeLimits.DEFAULT).header();
    } catch (MalformedEnvelopeException e) {
      return invalid(
          known,
          "invalid_envelope_header",
          "Invalid envelope header",
          String.valueOf(e.getMessage()));
    }
    var key = known;
    if (key == null) {
      var decision = admission.decideByDsn(target.projectId(), header.dsn());
      if (decision instanceof Admission.Decision.Admitted admitted) {
        key = admitted.key();
      } else if (decision instanceof Admission.Decision.Refused refused) {
        return refuse(refused);
      } else {
        return Answer.fault(403, "Denied", "no credentials");
      }
    }
    var eventId = header.eventId();
    return append(
        IntakeRecord.Kind.ENVELOPE,
        key,
        eventId == null ? ids.randomUuid() : eventId,
        body.parts(),
        request,
        eventId == null ? "{}" : "{\"id\":\"" + HexUuid.format(eventId) + "\"}");
  }

  private Answer acceptStore(ProjectKey key, Body body, Request request)
      throws InterruptedException {
    if (body.length() > limits.storeBytes()) {
      return tooLarge(key, body.length() + " bytes for one event");
    }
    return switch (StoreBody.decode(body.start(body.length()), limits.storeBytes())) {
      case StoreBody.Rejected rejected when rejected.reason() == StoreBody.Reason.TOO_LARGE ->
          tooLarge(key, rejected.detail());
      case StoreBody.Rejected rejected ->
          invalid(key, "invalid_store_body", "Cannot parse request body", rejected.detail());
      case StoreBody.Json json -> appendStore(key, json.json(), request);
    };
  }

  private Answer appendStore(ProjectKey key, ByteSlice json, Request request)
      throws InterruptedException {
    UUID eventId;
    try {
      eventId =
          HexUuid.parse(
              LenientJson.readObject(json, JsonLimits.EVENT).path("event_id").asString(""));
    } catch (MalformedPayloadException e) {
      return invalid(
          key, "invalid_store_body", "Cannot parse request body", String.valueOf(e.getMessage()));
    }
    var id = eventId == null ? ids.randomUuid() : eventId;
    var hex = HexUuid.format(id);
    return append(
        IntakeRecord.Kind.STORE,
        key,
        id,
        List.of(json),
        request,
        "{\"id\":\"" + hex + "\",\"event_id\":\"" + hex + "\",\"task_id\":null}");
  }

  private Answer append(
      IntakeRecord.Kind kind,
      ProjectKey key,
      UUID eventId,
      List<ByteSlice> body,
      Request request,
      String answer)
      throws InterruptedException {
    var headers = request.getHeaders();
    var record =
        new IntakeRecord(
            kind,
            key.organizationId(),
            key.projectId(),
            clock.instant(),
            eventId,
            proxies.clientAddress(Request.getRemoteAddr(request), headers.get("X-Forwarded-For")),
            headers.get(HttpHeader.USER_AGENT),
            key.scrubIpAddresses(),
            ByteSlice.of(new byte[0]));
    var parts = new ArrayList<ByteSlice>(body.size() + 1);
    parts.add(record.head());
    parts.addAll(body);
    return switch (log.append(parts)) {
      case IntakeLog.Append.Durable _ -> Answer.ok(answer);
      case IntakeLog.Append.Refused refused -> {
        refusals.count(key, Outcome.RATE_LIMITED, refused.reason());
        yield Answer.later(LOG_FULL_SECONDS, "organization", refused.reason());
      }
    };
  }

  /** The envelope's header line, or as much of it as headers may have. */
  private static ByteSlice firstLine(Body body) throws InterruptedException {
    var start = body.start(EnvelopeLimits.DEFAULT.maxHeaderBytes() + 2);
    for (int i = 0; i < start.length(); i++) {
      if (start.at(i) == '\n') {
        return start.slice(0, i);
      }
    }
    return start;
  }

  private Answer refuseBody(@Nullable ProjectKey key, BodyRefusedException e) {
    var message = String.valueOf(e.getMessage());
    return switch (e.reason()) {
      case TOO_LARGE -> tooLarge(key, message);
      case BROKEN_ENCODING, UNKNOWN_ENCODING ->
          invalid(key, "invalid_encoding", "Invalid compressed body", message);
      case NO_MEMORY -> {
        if (key != null) {
          refusals.count(key, Outcome.RATE_LIMITED, "intake_memory");
        }
        yield Answer.later(MEMORY_SECONDS, "organization", "intake_memory");
      }
    };
  }

  private Answer brokenBody(@Nullable ProjectKey key, boolean clientFailed) {
    return clientFailed
        ? invalid(
            key, "incomplete_body", "Incomplete request body", "the body ended early or stalled")
        : invalid(
            key,
            "invalid_encoding",
            "Invalid compressed body",
            "the body is not what its content-encoding says");
  }

  private Answer tooLarge(@Nullable ProjectKey key, String size) {
    if (key != null) {
      refusals.count(key, Outcome.INVALID, "too_large");
    }
    return Answer.fault(
        413,
        "Payload too large",
        "%s; at most %d bytes (FETTLE_INGEST_MAX_BODY_MB)".formatted(size, limits.bodyBytes()));
  }

  private Answer invalid(@Nullable ProjectKey key, String reason, String detail, String cause) {
    if (key != null) {
      refusals.count(key, Outcome.INVALID, reason);
    }
    return Answer.fault(400, detail, cause);
  }

  /**
   * The bytes as the client sends them, bounded; remembers whether it was the client that failed.
   */
  private static final class ClientStream extends FilterInputStream {

    private final int limit;
    private int count;
    private boolean failed;

    ClientStream(InputStream in, int limit) {
      super(in);
      this.limit = limit;
    }

    boolean failed() {
      return failed;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      int read = read(one, 0, 1);
      return read < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read;
      try {
        read = super.read(target, offset, length);
      } catch (IOException e) {
        failed = true;
        throw e;
      }
      count += Math.max(read, 0);
      if (count > limit) {
        throw new BodyRefusedException(
            BodyRefusedException.Reason.TOO_LARGE,
            "the body is larger than %d bytes".formatted(limit));
      }
      return read;
    }
  }
}
