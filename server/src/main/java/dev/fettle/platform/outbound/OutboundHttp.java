package dev.fettle.platform.outbound;

import dev.fettle.core.ByteSlice;
import dev.fettle.platform.outbound.OutboundResult.Answered;
import dev.fettle.platform.outbound.OutboundResult.Failed;
import dev.fettle.platform.outbound.OutboundResult.Failure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * The one HTTP client for addresses that people chose: webhooks, uptime checks, source maps.
 *
 * <p>Every address is checked after it was resolved, and the connection is made to exactly the
 * addresses that passed, so a name that changes its mind in between finds no gap; redirects are
 * followed by hand, each as a new request. Bounded are the answer's body and head, the redirects,
 * the whole time, and how many requests are under way. No cookies, no retries, no content coding,
 * no authentication of its own; headers a caller gave are not sent to another origin.
 *
 * <p>Blocks, so it is called on virtual threads. The client itself is made with the first request.
 */
public final class OutboundHttp implements AutoCloseable {

  private static final int MOST_AT_ONCE = 64;
  private static final ByteSlice NOTHING = ByteSlice.of("");
  private static final Set<String> OURS =
      Set.of("host", "content-length", "connection", "transfer-encoding");

  private final AddressGuard guard;
  private final Semaphore running = new Semaphore(MOST_AT_ONCE);
  private @Nullable CloseableHttpClient client;

  OutboundHttp(AddressGuard guard) {
    this.guard = guard;
  }

  /** Sends it; every way this may end is in the result. */
  public OutboundResult send(OutboundRequest request) throws InterruptedException {
    if (!running.tryAcquire()) {
      return new Failed(Failure.BUSY, "too many outgoing requests at once");
    }
    var exchange = new Exchange(request, client());
    var task = new FutureTask<OutboundResult>(exchange::run);
    // on a thread of its own, because a name server that hangs cannot be interrupted
    Thread.ofVirtual()
        .name("outbound")
        .start(() -> {
          try {
            task.run();
          } finally {
            running.release();
          }
        });
    try {
      return task.get(request.deadline().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new Failed(Failure.TIMED_OUT, "no whole answer within " + text(request.deadline()));
    } catch (ExecutionException e) {
      throw new IllegalStateException("an outgoing request failed on our side", e.getCause());
    } finally {
      exchange.abandon();
    }
  }

  private synchronized CloseableHttpClient client() {
    var ready = client;
    if (ready == null) {
      ready = GuardedClient.make(guard, MOST_AT_ONCE);
      client = ready;
    }
    return ready;
  }

  @Override
  public synchronized void close() throws IOException {
    if (client != null) {
      client.close();
    }
  }

  private static String text(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  /** One request with its redirects. */
  private static final class Exchange {

    private final OutboundRequest request;
    private final CloseableHttpClient client;
    private @Nullable HttpUriRequestBase current;
    private boolean abandoned;

    Exchange(OutboundRequest request, CloseableHttpClient client) {
      this.request = request;
      this.client = client;
    }

    OutboundResult run() {
      var step = new Step(request.method(), request.url(), request.headers(), request.body());
      for (int followed = 0; ; followed++) {
        var problem = problem(step.url());
        if (problem != null) {
          return problem;
        }
        var answered = exchange(step);
        if (!(answered instanceof Answered answer)) {
          return answered;
        }
        var next = step.redirected(answer);
        if (next == null || request.redirects() == 0) {
          return answer;
        }
        if (followed == request.redirects()) {
          return new Failed(
              Failure.TOO_MANY_REDIRECTS, "more than %d redirects".formatted(request.redirects()));
        }
        step = next;
      }
    }

    private OutboundResult exchange(Step step) {
      var message = new HttpUriRequestBase(step.method(), step.url());
      step.headers()
          .forEach((name, value) -> {
            if (!OURS.contains(name.toLowerCase(Locale.ROOT))) {
              message.setHeader(name, value);
            }
          });
      if (step.body().length() > 0) {
        var type = message.getFirstHeader("Content-Type");
        message.setEntity(
            new ByteArrayEntity(
                step.body().toByteArray(),
                type == null ? null : ContentType.parseLenient(type.getValue())));
      }
      if (!begin(message)) {
        return new Failed(Failure.TIMED_OUT, "given up");
      }
      @Nullable Answered answer = null;
      try (ClassicHttpResponse response = client.executeOpen(null, message, null)) {
        answer = read(response, step.url());
        if (answer.cut()) {
          message.abort(); // or closing would read the rest
        }
        return answer;
      } catch (IOException | RuntimeException e) {
        return answer == null ? GuardedClient.failure(e) : answer; // it came; only closing failed
      }
    }

    private Answered read(ClassicHttpResponse response, URI url) throws IOException {
      var headers = new HashMap<String, String>();
      for (var header : response.getHeaders()) {
        headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
      }
      var entity = response.getEntity();
      byte[] body = {};
      boolean cut = false;
      if (entity != null) {
        var in = entity.getContent();
        body = in.readNBytes(request.answerBytes());
        cut = body.length == request.answerBytes() && in.read() >= 0;
      }
      return new Answered(response.getCode(), Map.copyOf(headers), ByteSlice.of(body), cut, url);
    }

    private synchronized boolean begin(HttpUriRequestBase message) {
      current = message;
      return !abandoned;
    }

    /** Breaks off what still runs. */
    private synchronized void abandon() {
      abandoned = true;
      if (current != null) {
        current.abort();
      }
    }

    private static @Nullable Failed problem(URI url) {
      var scheme = url.getScheme();
      boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
      return !web || url.getHost() == null || url.getRawUserInfo() != null || url.getPort() > 65_535
          ? new Failed(
              Failure.BAD_URL, "expected http://host or https://host, without a password in it")
          : null;
    }
  }

  /** One message on the way. */
  private record Step(String method, URI url, Map<String, String> headers, ByteSlice body) {

    /** Where the answer sends us; null when nowhere. */
    @Nullable Step redirected(Answered answer) {
      var location = answer.headers().get("location");
      if (location == null) {
        return null;
      }
      URI target;
      try {
        target = url.resolve(location.strip());
      } catch (IllegalArgumentException e) {
        return null;
      }
      var kept = isSameOrigin(target) ? headers : Map.<String, String>of();
      return switch (answer.status()) {
        case 301, 302 ->
            method.equals("POST")
                ? new Step("GET", target, kept, NOTHING)
                : new Step(method, target, kept, body);
        case 303 -> new Step(method.equals("HEAD") ? "HEAD" : "GET", target, kept, NOTHING);
        case 307, 308 -> new Step(method, target, kept, body);
        default -> null;
      };
    }

    private boolean isSameOrigin(URI target) {
      return url.getScheme().equalsIgnoreCase(String.valueOf(target.getScheme()))
          && url.getHost().equalsIgnoreCase(String.valueOf(target.getHost()))
          && url.getPort() == target.getPort();
    }
  }
}
