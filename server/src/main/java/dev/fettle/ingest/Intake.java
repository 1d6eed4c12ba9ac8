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
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
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
  private final IncomingBody.Shared shared;
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
    this.shared = new IncomingBody.Shared(limits);
    this.proxies = proxies;
    this.clock = clock;
    this.ids = ids;
  }

  /** Takes a request; the answer says what became of it. */
  Answer receive(IntakeHandler.Target target, Request request) throws InterruptedException {
    try (var incoming = new IncomingBody(request, shared)) {
      var answer = receive(target, incoming, request);
      if (answer.status() != 200) {
        incoming.drain();
      }
      return answer;
    }
  }

  private Answer receive(IntakeHandler.Target target, IncomingBody incoming, Request request)
      throws InterruptedException {
    var decision =
        target.endpoint() == Endpoint.TUNNEL
            ? new Admission.Decision.NoCredentials()
            : admission.decide(target.endpoint(), target.projectId(), credentials(request));
    return switch (decision) {
      case Admission.Decision.Refused refused -> refuse(refused);
      case Admission.Decision.Admitted admitted -> read(target, admitted.key(), incoming, request);
      case Admission.Decision.NoCredentials _ when target.endpoint() == Endpoint.STORE ->
          Answer.fault(
              401, "Invalid DSN", "no sentry_key in the query, X-Sentry-Auth or Authorization");
      case Admission.Decision.NoCredentials _ -> read(target, null, incoming, request);
    };
  }

  /** Bytes of the memory for request bodies that nobody holds. */
  long freeMemory() {
    return shared.memory().free();
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

  private Answer read(
      IntakeHandler.Target target, @Nullable ProjectKey key, IncomingBody incoming, Request request)
      throws InterruptedException {
    long announced = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
    if (announced > limits.bodyBytes()) {
      return tooLarge(key, announced + " bytes");
    }
    try {
      return key == null
          ? acceptTunnel(target, incoming, request)
          : accept(target, key, incoming, request);
    } catch (BodyRefusedException e) {
      return refuseBody(key, e);
    } catch (IOException e) {
      return brokenBody(key, incoming.clientFailed());
    }
  }

  private Answer accept(
      IntakeHandler.Target target, ProjectKey key, IncomingBody incoming, Request request)
      throws IOException, InterruptedException {
    incoming.readAll();
    return target.endpoint() == Endpoint.STORE
        ? acceptStore(key, incoming.body(), request)
        : acceptEnvelope(key, incoming.body(), request);
  }

  /** Without credentials no more than the first line is received before its DSN is known. */
  private Answer acceptTunnel(IntakeHandler.Target target, IncomingBody incoming, Request request)
      throws IOException, InterruptedException {
    incoming.readLine(EnvelopeLimits.DEFAULT.maxHeaderBytes() + 1);
    EnvelopeHeader header;
    try {
      header = header(incoming.body());
    } catch (MalformedEnvelopeException e) {
      return invalidHeader(null, e);
    }
    return switch (admission.decideByDsn(target.projectId(), header.dsn())) {
      case Admission.Decision.Admitted admitted -> {
        try {
          yield accept(target, admitted.key(), incoming, request);
        } catch (BodyRefusedException e) {
          yield refuseBody(admitted.key(), e);
        }
      }
      case Admission.Decision.Refused refused -> refuse(refused);
      case Admission.Decision.NoCredentials _ -> Answer.fault(403, "Denied", "no credentials");
    };
  }

  private Answer acceptEnvelope(ProjectKey key, Body body, Request request)
      throws InterruptedException {
    if (body.length() == 0) {
      return invalid(key, "empty_body", "Empty request body", "the body has no bytes");
    }
    EnvelopeHeader header;
    try {
      header = header(body);
    } catch (MalformedEnvelopeException e) {
      return invalidHeader(key, e);
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

  /** Reads the envelope's header line, or as much of it as headers may have. */
  private static EnvelopeHeader header(Body body)
      throws MalformedEnvelopeException, InterruptedException {
    var start = body.start(EnvelopeLimits.DEFAULT.maxHeaderBytes() + 2);
    int end = start.indexOf((byte) '\n', 0);
    return Envelope.parse(end < 0 ? start : start.slice(0, end), EnvelopeLimits.DEFAULT).header();
  }

  private Answer invalidHeader(@Nullable ProjectKey key, MalformedEnvelopeException e) {
    return invalid(
        key, "invalid_envelope_header", "Invalid envelope header", String.valueOf(e.getMessage()));
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
}
