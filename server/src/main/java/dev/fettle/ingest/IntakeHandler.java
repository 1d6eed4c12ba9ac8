package dev.fettle.ingest;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The door for clients, in front of the servlet context: no filter of the management API is in its
 * way. Knows paths, CORS and how to write an {@link Answer}; what is answered is the {@link
 * Intake}'s.
 *
 * <p>Every answer carries CORS headers, and exposes those the browser SDKs read (sdk-wire section
 * 11).
 */
final class IntakeHandler extends Handler.Wrapper {

  private static final HttpField ANY_ORIGIN = new HttpField("Access-Control-Allow-Origin", "*");
  private static final HttpField EXPOSED =
      new HttpField(
          "Access-Control-Expose-Headers", "x-sentry-error, x-sentry-rate-limits, retry-after");
  private static final String USUAL_HEADERS =
      "content-type, content-encoding, x-sentry-auth, authorization, sentry-trace, baggage";

  private static final int LONGEST_CAUSE = 300;
  private static final Set<String> POST = Set.of("POST");

  private final Intake intake;
  private final List<Door> doors;

  IntakeHandler(Handler rest, Intake intake, List<Door> doors) {
    super(rest);
    this.intake = intake;
    this.doors = List.copyOf(doors);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var target =
        target(Address.of(Request.getPathInContext(request), request.getHttpURI().getQuery()));
    if (target == null) {
      return super.handle(request, response, callback);
    }
    var headers = response.getHeaders();
    headers.put(ANY_ORIGIN);
    headers.put(EXPOSED);
    headers.put("X-Content-Type-Options", "nosniff");
    var door = target.door();
    var methods = door == null ? POST : door.methods();
    if (request.getMethod().equals("OPTIONS")) {
      preflight(request, response, methods, callback);
    } else if (methods.contains(request.getMethod())) {
      write(intake.receive(target, request), response, callback);
    } else {
      headers.put(HttpHeader.ALLOW, allowed(methods));
      write(Answer.fault(405, "Method not allowed", "send a POST"), response, callback);
    }
    return true;
  }

  @Nullable Target target(Address address) {
    var path = address.path();
    if (path.equals("/tunnel") || path.equals("/tunnel/")) {
      return Target.of(Endpoint.TUNNEL, 0);
    }
    return switch (address.rest()) {
      case "envelope" -> Target.of(Endpoint.ENVELOPE, address.projectId());
      case "store" -> Target.of(Endpoint.STORE, address.projectId());
      default -> atDoor(address);
    };
  }

  private @Nullable Target atDoor(Address address) {
    for (var door : doors) {
      var target = door.target(address);
      if (target != null) {
        return target;
      }
    }
    return null;
  }

  private static String allowed(Set<String> methods) {
    var allowed = new TreeSet<>(methods);
    allowed.add("OPTIONS");
    return String.join(", ", allowed.descendingSet());
  }

  private static void preflight(
      Request request, Response response, Set<String> methods, Callback callback) {
    var headers = response.getHeaders();
    var asked = request.getHeaders().get("Access-Control-Request-Headers");
    headers.put("Access-Control-Allow-Methods", allowed(methods));
    headers.put("Access-Control-Allow-Headers", asked == null ? USUAL_HEADERS : asked);
    headers.put("Access-Control-Max-Age", "86400");
    response.setStatus(204);
    response.write(true, null, callback);
  }

  private static void write(Answer answer, Response response, Callback callback) {
    var headers = response.getHeaders();
    response.setStatus(answer.status());
    if (answer.cause() != null) {
      headers.put("X-Sentry-Error", printable(answer.cause()));
    }
    if (answer.retryAfterSeconds() > 0) {
      headers.put(HttpHeader.RETRY_AFTER, Integer.toString(answer.retryAfterSeconds()));
    }
    if (answer.rateLimits() != null) {
      headers.put("X-Sentry-Rate-Limits", answer.rateLimits());
    }
    var body = answer.body();
    if (body.length() == 0) {
      headers.put(HttpHeader.CONTENT_LENGTH, "0");
      response.write(true, null, callback);
      return;
    }
    headers.put(HttpHeader.CONTENT_TYPE, answer.contentType());
    response.write(true, ByteBuffer.wrap(body.array(), body.offset(), body.length()), callback);
  }

  /** A cause may quote what the client sent; in a header only visible ASCII is safe. */
  private static String printable(String cause) {
    var text = new StringBuilder(Math.min(cause.length(), LONGEST_CAUSE));
    for (int index = 0; index < cause.length() && index < LONGEST_CAUSE; index++) {
      char unit = cause.charAt(index);
      text.append(unit >= ' ' && unit < 0x7F ? unit : '?');
    }
    return text.toString();
  }
}
