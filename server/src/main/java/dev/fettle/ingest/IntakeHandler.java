package dev.fettle.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
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

  private static final Pattern PATH = Pattern.compile("/api/(\\d{1,18})/(envelope|store)/?");
  private static final HttpField ANY_ORIGIN = new HttpField("Access-Control-Allow-Origin", "*");
  private static final HttpField EXPOSED =
      new HttpField(
          "Access-Control-Expose-Headers", "x-sentry-error, x-sentry-rate-limits, retry-after");
  private static final String USUAL_HEADERS =
      "content-type, content-encoding, x-sentry-auth, authorization, sentry-trace, baggage";

  private final Intake intake;

  IntakeHandler(Handler rest, Intake intake) {
    super(rest);
    this.intake = intake;
  }

  /** Where a request goes. */
  record Target(Endpoint endpoint, long projectId) {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var target = target(Request.getPathInContext(request));
    if (target == null) {
      return super.handle(request, response, callback);
    }
    var headers = response.getHeaders();
    headers.put(ANY_ORIGIN);
    headers.put(EXPOSED);
    switch (request.getMethod()) {
      case "OPTIONS" -> preflight(request, response, callback);
      case "POST" -> write(intake.receive(target, request), response, callback);
      default -> {
        headers.put(HttpHeader.ALLOW, "POST, OPTIONS");
        write(Answer.fault(405, "Method not allowed", "send a POST"), response, callback);
      }
    }
    return true;
  }

  static @Nullable Target target(String path) {
    if (path.equals("/tunnel") || path.equals("/tunnel/")) {
      return new Target(Endpoint.TUNNEL, 0);
    }
    if (!path.startsWith("/api/")) {
      return null;
    }
    var matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      return null;
    }
    var endpoint = "store".equals(matcher.group(2)) ? Endpoint.STORE : Endpoint.ENVELOPE;
    return new Target(endpoint, Long.parseLong(String.valueOf(matcher.group(1))));
  }

  private static void preflight(Request request, Response response, Callback callback) {
    var headers = response.getHeaders();
    var asked = request.getHeaders().get("Access-Control-Request-Headers");
    headers.put("Access-Control-Allow-Methods", "POST, OPTIONS");
    headers.put("Access-Control-Allow-Headers", asked == null ? USUAL_HEADERS : asked);
    headers.put("Access-Control-Max-Age", "86400");
    response.setStatus(204);
    response.write(true, null, callback);
  }

  private static void write(Answer answer, Response response, Callback callback) {
    var headers = response.getHeaders();
    response.setStatus(answer.status());
    if (answer.cause() != null) {
      headers.put("X-Sentry-Error", answer.cause());
    }
    if (answer.retryAfterSeconds() > 0) {
      headers.put(HttpHeader.RETRY_AFTER, Integer.toString(answer.retryAfterSeconds()));
    }
    if (answer.rateLimits() != null) {
      headers.put("X-Sentry-Rate-Limits", answer.rateLimits());
    }
    if (answer.body().isEmpty()) {
      headers.put(HttpHeader.CONTENT_LENGTH, "0");
      response.write(true, null, callback);
      return;
    }
    headers.put(HttpHeader.CONTENT_TYPE, "application/json");
    response.write(true, ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8)), callback);
  }
}
