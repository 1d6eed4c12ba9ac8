package dev.fettle.ingest;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.HexUuid;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.envelope.Envelope;
import dev.fettle.core.envelope.EnvelopeHeader;
import dev.fettle.core.envelope.EnvelopeLimits;
import dev.fettle.core.envelope.MalformedEnvelopeException;
import dev.fettle.core.envelope.SentryAuth;
import dev.fettle.core.envelope.StoreBody;
import dev.fettle.intakelog.IntakeLog;
import dev.fettle.intakelog.IntakeRecord;
import dev.fettle.items.Outcome;
import dev.fettle.items.Reason;
import dev.fettle.outcomes.RefusalCounter;
import dev.fettle.platform.http.TrustedProxies;
import dev.fettle.platform.time.Ids;
import dev.fettle.platform.work.BusyException;
import dev.fettle.projects.ProjectKey;
import java.io.IOException;
import java.time.InstantSource;
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
  private static final String INCOMPLETE = "Incomplete request body";
  private static final int MEMORY_SECONDS = 10;
  private static final int HEADER_BYTES = EnvelopeLimits.DEFAULT.maxHeaderBytes() + 2;

  private final Admission admission;
  private final IntakeWriter writer;
  private final RefusalCounter refusals;
  private final IngestLimits limits;
  private final IncomingBody.Shared shared;
  private final TrustedProxies proxies;
  private final InstantSource clock;
  private final Ids ids;

  Intake(
      Admission admission,
      IntakeWriter writer,
      RefusalCounter refusals,
      IncomingBody.Shared shared,
      TrustedProxies proxies,
      InstantSource clock,
      Ids ids) {
    this.admission = admission;
    this.writer = writer;
    this.refusals = refusals;
    this.limits = shared.limits();
    this.shared = shared;
    this.proxies = proxies;
    this.clock = clock;
    this.ids = ids;
  }

  /** Takes a request; the answer says what became of it. */
  Answer receive(Target target, Request request) throws InterruptedException {
    try (var incoming = new IncomingBody(request, shared)) {
      var answer = receive(target, incoming, request, Client.of(request, proxies));
      if (answer.isSuccess()) {
        return answer;
      }
      incoming.drain();
      var door = target.door();
      return door == null
          ? answer
          : door.reworded(answer, request.getHeaders().get(HttpHeader.CONTENT_TYPE));
    }
  }

  private Answer receive(Target target, IncomingBody incoming, Request request, Client client)
      throws InterruptedException {
    var endpoint = target.endpoint();
    var decision =
        endpoint == Endpoint.TUNNEL
            ? new Admission.Decision.NoCredentials()
            : admission.decide(endpoint, target.projectId(), credentials(target, request), client);
    return switch (decision) {
      case Admission.Decision.Refused refused -> refuse(target, refused, request);
      case Admission.Decision.Admitted admitted ->
          read(target, admitted.key(), incoming, request, client);
      case Admission.Decision.NoCredentials _ when endpoint.isEnvelope() ->
          read(target, null, incoming, request, client);
      case Admission.Decision.NoCredentials _ ->
          Answer.fault(
              endpoint.deniedStatus(),
              endpoint.deniedDetail(),
              "no sentry_key in the query, X-Sentry-Auth or Authorization");
    };
  }

  private static SentryAuth credentials(Target target, Request request) {
    var auth = target.auth();
    if (auth instanceof SentryAuth.Absent) {
      auth = SentryAuth.fromQuery(request.getHttpURI().getQuery());
    }
    if (auth instanceof SentryAuth.Absent) {
      auth = SentryAuth.fromHeader(request.getHeaders().get("X-Sentry-Auth"));
    }
    if (auth instanceof SentryAuth.Absent) {
      auth = SentryAuth.fromHeader(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    }
    return auth;
  }

  private Answer refuse(Target target, Admission.Decision.Refused refused, Request request) {
    var key = refused.key();
    var door = target.door();
    if (key != null && (door == null || door.bringsItems(request.getMethod()))) {
      refusals.count(key, refused.outcome(), refused.reason());
    }
    return refused.answer();
  }

  private Answer read(
      Target target,
      @Nullable ProjectKey key,
      IncomingBody incoming,
      Request request,
      Client client)
      throws InterruptedException {
    long announced = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
    int limit = largestBody(target);
    if (announced > limit) {
      return tooLarge(key, announced + " bytes", limit);
    }
    try {
      return key == null
          ? acceptTunnel(target, incoming, request, client)
          : accept(target, key, incoming, request, client);
    } catch (IOException | BodyRefusedException | BusyException e) {
      return refuseBody(key, e, incoming, limit);
    }
  }

  private Answer accept(
      Target target, ProjectKey key, IncomingBody incoming, Request request, Client client)
      throws IOException, InterruptedException {
    incoming.ownedBy(key.projectId().value());
    incoming.readAll(largestBody(target));
    var body = incoming.body();
    var result = incoming.compute(() -> open(target, key, body, request, client));
    return switch (result) {
      case Result.Said said -> said.answer();
      case Result.Kept kept -> append(target, key, kept, request);
    };
  }

  private Answer append(Target target, ProjectKey key, Result.Kept kept, Request request)
      throws InterruptedException {
    int more = kept.record().items() - 1; // admission has charged one
    if (more > 0 && admission.decideRest(key, more) instanceof Admission.Decision.Refused refused) {
      return refuse(target, refused, request);
    }
    return switch (writer.append(key, kept.record())) {
      case IntakeLog.Append.Durable _ -> kept.answer();
      case IntakeLog.Append.Refused refused -> later(key, LOG_FULL_SECONDS, refused.reason());
    };
  }

  /** What a body came to, before anything waits for a disk. */
  private sealed interface Result {

    /** To be kept; the answer is for then. */
    record Kept(IntakeWriter.Prepared record, Answer answer) implements Result {}

    /** Nothing to keep. */
    record Said(Answer answer) implements Result {}
  }

  private Result open(Target target, ProjectKey key, Body body, Request request, Client client)
      throws InterruptedException {
    var door = target.door();
    if (door != null) {
      return openAt(door, target, key, body, request, client);
    }
    return target.endpoint() == Endpoint.STORE
        ? openStore(key, body, client)
        : openEnvelope(key, body, client);
  }

  private int largestBody(Target target) {
    var door = target.door();
    return door == null ? limits.bodyBytes() : Math.min(door.bodyBytes(limits), limits.bodyBytes());
  }

  private Result openAt(
      Door door, Target target, ProjectKey key, Body body, Request request, Client client)
      throws InterruptedException {
    var bytes = body.start(body.length());
    body.reserve(door.workBytes(body.length()));
    var headers = request.getHeaders();
    var visit =
        new Visit(
            request.getMethod(),
            target,
            Parameters.parse(request.getHttpURI().getQuery()),
            headers.get(HttpHeader.CONTENT_TYPE),
            client.userAgent(),
            bytes,
            clock.instant(),
            ids.randomUuid());
    return switch (door.open(visit)) {
      case Delivery.Items items ->
          record(
              new IntakeWriter.Accepted(
                  IntakeRecord.Kind.ENVELOPE, items.eventId(), items.envelope()),
              key,
              client,
              body,
              items.answer());
      case Delivery.Nothing nothing -> new Result.Said(nothing.answer());
      case Delivery.Refused refused -> {
        refusals.count(key, Outcome.INVALID, refused.reason());
        yield new Result.Said(refused.answer());
      }
    };
  }

  /** Without credentials no more than the first line is received before its DSN is known. */
  private Answer acceptTunnel(Target target, IncomingBody incoming, Request request, Client client)
      throws IOException, InterruptedException {
    EnvelopeHeader header;
    try {
      header = header(incoming.firstLine(HEADER_BYTES));
    } catch (MalformedEnvelopeException e) {
      return invalidHeader(null, e);
    }
    return switch (admission.decideByDsn(target.projectId(), header.dsn(), client)) {
      case Admission.Decision.Admitted admitted -> {
        try {
          yield accept(target, admitted.key(), incoming, request, client);
        } catch (IOException | BodyRefusedException | BusyException e) {
          yield refuseBody(admitted.key(), e, incoming, limits.bodyBytes());
        }
      }
      case Admission.Decision.Refused refused -> refuse(target, refused, request);
      case Admission.Decision.NoCredentials _ -> Answer.fault(403, "Denied", "no credentials");
    };
  }

  private Result openEnvelope(ProjectKey key, Body body, Client client)
      throws InterruptedException {
    if (body.length() == 0) {
      return new Result.Said(
          invalid(key, Reason.EMPTY_BODY, "Empty request body", "the body has no bytes"));
    }
    EnvelopeHeader header;
    try {
      header = header(body.start(HEADER_BYTES));
    } catch (MalformedEnvelopeException e) {
      return new Result.Said(invalidHeader(key, e));
    }
    var eventId = header.eventId();
    return record(
        new IntakeWriter.Accepted(
            IntakeRecord.Kind.ENVELOPE, eventId == null ? ids.randomUuid() : eventId, body.parts()),
        key,
        client,
        body,
        Answer.ok(eventId == null ? "{}" : "{\"id\":\"" + HexUuid.format(eventId) + "\"}"));
  }

  private Result openStore(ProjectKey key, Body body, Client client) throws InterruptedException {
    if (body.length() > limits.storeBytes()) {
      return new Result.Said(
          tooLarge(key, body.length() + " bytes for one event", limits.storeBytes()));
    }
    return switch (StoreBody.decode(body.start(body.length()), limits.storeBytes())) {
      case StoreBody.Rejected rejected when rejected.reason() == StoreBody.Reason.TOO_LARGE ->
          new Result.Said(tooLarge(key, rejected.detail(), limits.storeBytes()));
      case StoreBody.Rejected rejected ->
          new Result.Said(
              invalid(
                  key, Reason.INVALID_STORE_BODY, "Cannot parse request body", rejected.detail()));
      case StoreBody.Json json -> recordStore(key, json.json(), body, client);
    };
  }

  private Result recordStore(ProjectKey key, ByteSlice json, Body body, Client client)
      throws InterruptedException {
    UUID eventId;
    try {
      eventId = HexUuid.parse(LenientJson.textField(json, "event_id"));
    } catch (MalformedPayloadException e) {
      return new Result.Said(
          invalid(
              key,
              Reason.INVALID_STORE_BODY,
              "Cannot parse request body",
              String.valueOf(e.getMessage())));
    }
    var id = eventId == null ? ids.randomUuid() : eventId;
    var hex = HexUuid.format(id);
    return record(
        new IntakeWriter.Accepted(IntakeRecord.Kind.STORE, id, List.of(json)),
        key,
        client,
        body,
        Answer.ok("{\"id\":\"" + hex + "\",\"event_id\":\"" + hex + "\",\"task_id\":null}"));
  }

  private Result record(
      IntakeWriter.Accepted accepted, ProjectKey key, Client client, Body body, Answer answer)
      throws InterruptedException {
    var prepared = writer.prepare(accepted, key, client, body::reserve);
    var refusal = prepared.refusal();
    return new Result.Kept(
        prepared,
        refusal == null ? answer : Answer.fault(413, "Payload too large", refusal.detail()));
  }

  /** Reads the envelope's header line, or as much of it as headers may have. */
  private static EnvelopeHeader header(ByteSlice start) throws MalformedEnvelopeException {
    int end = start.indexOf((byte) '\n', 0);
    return Envelope.parse(end < 0 ? start : start.slice(0, end), EnvelopeLimits.DEFAULT).header();
  }

  private Answer invalidHeader(@Nullable ProjectKey key, MalformedEnvelopeException e) {
    return invalid(
        key,
        Reason.INVALID_ENVELOPE_HEADER,
        "Invalid envelope header",
        String.valueOf(e.getMessage()));
  }

  private Answer refuseBody(
      @Nullable ProjectKey key, Exception failure, IncomingBody incoming, int limit) {
    var message = String.valueOf(failure.getMessage());
    return switch (failure) {
      case BodyRefusedException refused ->
          switch (refused.reason()) {
            case TOO_LARGE -> tooLarge(key, message, limit);
            case BROKEN_ENCODING, UNKNOWN_ENCODING ->
                invalid(key, Reason.INVALID_ENCODING, "Invalid compressed body", message);
            case CUT_SHORT -> invalid(key, Reason.INCOMPLETE_BODY, INCOMPLETE, message);
            case TOO_SLOW -> tooSlow(key, message);
            case NO_MEMORY -> later(key, MEMORY_SECONDS, Reason.INTAKE_MEMORY);
            case NO_DISK -> later(key, MEMORY_SECONDS, Reason.INTAKE_DISK);
          };
      case BusyException _ -> later(key, BusyException.RETRY_SECONDS, Reason.INTAKE_BUSY);
      default ->
          incoming.clientFailed()
              ? invalid(key, Reason.INCOMPLETE_BODY, INCOMPLETE, "the body ended early or stalled")
              : invalid(
                  key,
                  Reason.INVALID_ENCODING,
                  "Invalid compressed body",
                  "the body is not what its content-encoding says");
    };
  }

  private Answer later(@Nullable ProjectKey key, int seconds, Reason reason) {
    if (key != null) {
      refusals.count(key, Outcome.RATE_LIMITED, reason);
    }
    return Answer.later(seconds, "organization", reason);
  }

  private Answer tooSlow(@Nullable ProjectKey key, String cause) {
    if (key != null) {
      refusals.count(key, Outcome.INVALID, Reason.INCOMPLETE_BODY);
    }
    return Answer.fault(408, "Request body took too long", cause + "; see FETTLE_BODY_SECONDS");
  }

  private Answer tooLarge(@Nullable ProjectKey key, String size, int limit) {
    if (key != null) {
      refusals.count(key, Outcome.INVALID, Reason.TOO_LARGE);
    }
    return Answer.fault(
        413,
        "Payload too large",
        limit == limits.bodyBytes()
            ? "%s; at most %d bytes (FETTLE_INGEST_MAX_BODY_MB)".formatted(size, limit)
            : "%s; at most %d bytes here".formatted(size, limit));
  }

  private Answer invalid(@Nullable ProjectKey key, Reason reason, String detail, String cause) {
    if (key != null) {
      refusals.count(key, Outcome.INVALID, reason);
    }
    return Answer.fault(400, detail, cause);
  }
}
